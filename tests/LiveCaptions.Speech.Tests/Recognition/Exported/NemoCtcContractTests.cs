namespace LiveCaptions.Speech.Tests.Recognition.Exported;

public sealed class NemoCtcContractTests() : ExportedContractTests("nemo-ctc");
