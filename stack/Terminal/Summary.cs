using System.Globalization;
using Spectre.Console;
using Stack.Processes;

namespace Stack.Terminal;

/// <summary>The one table: what runs, where, and what stands in for what.</summary>
internal static class Summary
{
    public static void Show(IEnumerable<StackProcess> processes, IEnumerable<Need> needs, StateFolder state)
    {
        var table = new Table().RoundedBorder().AddColumns("", "where", "pid", "");
        var remarks = needs.ToDictionary(need => need.Name, need => need.Remark);

        foreach (var need in needs.Where(need => need.Process is null))
        {
            Add(table, need.Name, need.Remark == "" ? "—" : need.Address, null, need.Remark == "" ? StoredInFile : need.Remark);
        }

        foreach (var process in processes)
        {
            Add(table, process.Name, process.Url, process.Pid, remarks.GetValueOrDefault(process.Name, ""));
        }

        Add(table, "mail", state.In("mail"), null, "a folder of .eml files stands in for a mail server");
        Output.Draw(table);
    }

    private const string StoredInFile = "an embedded SQLite file stands in for it: no mongod here, and no --mongodb given";

    private static void Add(Table table, string name, string where, int? pid, string remark) =>
        table.AddRow(new Text(name), new Text(where), new Text(pid?.ToString(CultureInfo.InvariantCulture) ?? ""), new Text(remark));
}
