namespace ServiceDefaults;

/// <summary>Roles of a token, each a policy of the same name: <c>RequireAuthorization(Role.Author)</c>.</summary>
public static class Role
{
    public const string Learner = "learner";
    public const string Author = "author";
    public const string Operator = "operator";

    public static readonly IReadOnlyList<string> All = [Learner, Author, Operator];
}
