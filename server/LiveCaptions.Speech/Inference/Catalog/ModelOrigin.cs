namespace LiveCaptions.Speech.Inference.Catalog;

/// <summary>Where the catalog says a model can be had: <see cref="Npm"/> with <see cref="Path"/>, or <see cref="Url"/>.</summary>
public sealed record ModelOrigin
{
    /// <summary><c>NAME@VERSION</c> of a package.</summary>
    public string? Npm { get; init; }

    /// <summary>The folder inside the package.</summary>
    public string Path { get; init; } = ".";

    /// <summary>Address of the folder that holds the files.</summary>
    public Uri? Url { get; init; }
}
