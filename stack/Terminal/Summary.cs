using Spectre.Console;
using Stack.Moving;
using Stack.Parts;
using Stack.Processes;
using Stack.State;

namespace Stack.Terminal;

/// <summary>The one table: what runs, where, and what stands in for what.</summary>
internal static class Summary
{
    public static void Show(
        IEnumerable<StackProcess> processes, IEnumerable<Need> needs, Residents? modules, Complaints complaints,
        StateFolder state)
    {
        var table = new Table().RoundedBorder().AddColumns("what runs", "where", "pid", "remark");
        foreach (var process in processes)
        {
            var remark = complaints.About(process)
                ?? needs.FirstOrDefault(need => need.Process == process)?.Remark ?? modules?.RemarkOn(process);
            Add(table, process.Name, process.Url, $"{process.Pid}", remark);
        }

        foreach (var need in needs.Where(need => need.Process is null))
        {
            Add(table, need.Name, need.Address, "", need.Remark);
        }

        Add(table, "mail", state.In("mail"), "", "stands in for a mail server");
        Output.Draw(table);
    }

    private static void Add(Table table, string name, string where, string pid, string? remark)
    {
        // Neither the password in an address nor the folder that all paths share helps the reader.
        where = where[(where.IndexOf('@', StringComparison.Ordinal) + 1)..]
            .Replace("Data Source=", "", StringComparison.Ordinal)
            .Replace(Environment.CurrentDirectory + "/", "", StringComparison.Ordinal);
        table.AddRow(new Text(name), new Text(where), new Text(pid), new Text(remark ?? ""));
    }
}
