using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.EntityFrameworkCore;

namespace Moving.Tables;

/// <summary>Rows that come from elsewhere: new ones are added, known ones replaced.</summary>
public static class Upsert
{
    private static readonly ConcurrentDictionary<(Type Row, Type Values), Statement> Statements = [];

    /// <summary>
    /// Stores a row, over the one of its key if there is one, in one statement. <paramref name="values"/> has
    /// properties that are named, and of the types, as the columns are; what isn't a column of
    /// <typeparamref name="TRow"/> is left out.
    /// </summary>
    public static Task Put<TRow>(this DbContext db, object values) where TRow : class
    {
        var (sql, columns) = Statements.GetOrAdd((typeof(TRow), values.GetType()), types => StatementOf(db, types));
        return db.Database.ExecuteSqlRawAsync(sql, [.. columns.Select(column => column.GetValue(values)!)]);
    }

    private static Statement StatementOf(DbContext db, (Type Row, Type Values) types)
    {
        var row = db.Model.FindEntityType(types.Row)!;
        var columns = types.Values.GetProperties().Where(value => row.FindProperty(value.Name) is not null).ToArray();
        var key = row.FindPrimaryKey()!.Properties.Select(property => property.Name).ToList();
        var others = columns.Select(column => column.Name).Except(key);

        return new(
            $"""
            INSERT INTO "{row.GetTableName()}" ({List(columns.Select(column => $"\"{column.Name}\""))})
            VALUES ({List(columns.Select((_, index) => $"{{{index}}}"))})
            ON CONFLICT ({List(key.Select(name => $"\"{name}\""))})
            DO UPDATE SET {List(others.Select(name => $"\"{name}\" = excluded.\"{name}\""))}
            """,
            columns);
    }

    private static string List(IEnumerable<string> items) => string.Join(", ", items);

    private sealed record Statement(string Sql, PropertyInfo[] Columns);
}
