using LiveCaptions.Server.Sessions;

namespace LiveCaptions.Server.Import;

/// <summary>How much of an import's address is fetched, for who looks at its session.</summary>
internal sealed class FetchShare(ImportBoard board, string sessionId) : IProgress<double?>
{
    public void Report(double? value) => board.Set(sessionId, new ImportStanding("Fetching", Done: value));
}
