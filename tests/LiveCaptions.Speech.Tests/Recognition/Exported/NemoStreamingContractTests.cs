namespace LiveCaptions.Speech.Tests.Recognition.Exported;

public sealed class NemoStreamingContractTests() : ExportedContractTests("nemo-streaming");
