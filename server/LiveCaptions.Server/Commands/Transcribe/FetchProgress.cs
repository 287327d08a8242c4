namespace LiveCaptions.Server.Commands.Transcribe;

/// <summary>Shows how much of an address is fetched where it will be shown how much is transcribed.</summary>
internal sealed class FetchProgress(IProgress<(double Done, double? Total)> bar) : IProgress<double?>
{
    public void Report(double? value) => bar.Report((value ?? 0, value is null ? null : 1));
}
