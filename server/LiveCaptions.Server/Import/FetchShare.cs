using LiveCaptions.Server.Sessions;

namespace LiveCaptions.Server.Import;

/// <summary>How much of an import's address is fetched, for who looks at its session.</summary>
internal sealed class FetchShare(ImportProgress progress, string sessionId) : IProgress<double?>
{
    public void Report(double? value) => progress.Set(sessionId, new ImportStatus("Fetching", Done: value));
}
