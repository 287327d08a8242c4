namespace LiveCaptions.Speech.Tests.Recognition.Exported;

public sealed class ZipformerContractTests() : ExportedContractTests("zipformer");
