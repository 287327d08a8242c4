namespace LiveCaptions.Speech.Inference.Catalog;

/// <param name="Sha256">In lower-case hex.</param>
public sealed record ModelFile(string Name, long Bytes, string Sha256);
