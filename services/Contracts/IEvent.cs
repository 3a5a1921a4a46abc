namespace Contracts;

/// <summary>Something that happened, and that others may react to.</summary>
public interface IEvent;
