namespace LiveCaptions.Speech.Tests.Recognition.Exported;

public sealed class NemoTransducerContractTests() : ExportedContractTests("nemo-rnnt");
