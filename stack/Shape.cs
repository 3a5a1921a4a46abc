namespace Stack;

/// <summary>
/// What the product runs as: a process for each service, or one for all, which services can be taken out of.
/// </summary>
public enum Shape
{
    Microservices,
    Monolith,
}
