namespace Catalogue;

/// <summary>A file of the catalogue has a fault, so the service doesn't start.</summary>
public sealed class CatalogueException(string file, string fault)
    : Exception($"The catalogue can't be loaded: {file}: {fault} Correct the file, then start again.");
