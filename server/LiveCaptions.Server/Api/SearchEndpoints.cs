using LiveCaptions.Captions.Text;
using LiveCaptions.Server.Access;
using LiveCaptions.Server.Refusals;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Storage;
using LiveCaptions.Server.Storage.Searching;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LiveCaptions.Server.Api;

/// <summary><c>/api/search</c>: words in the transcripts and titles of all sessions; see docs/library.md.</summary>
internal static class SearchEndpoints
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/search", FindAsync).RequireScope(KeyScope.Admin)
        .WithSummary("Sessions in whose title or transcript all words of q are, newest first, each with how many finals have them and the "
            + "first three; state, from, to, limit and before as in the list of sessions; the Link header leads to the next page");

    private static async Task<Results<Ok<List<FoundView>>, ProblemHttpResult>> FindAsync(
        HttpContext context, SessionDirectory directory, TranscriptSearch search, [AsParameters] SessionPage page, string? q = null)
    {
        if (SearchTerms.Parse(CaptionText.Clean(q ?? "")) is not { } terms)
        {
            return Problems.Of(400, "query_invalid", $"q has 1 to 10 words, and at most {SearchTerms.MaxLength} characters.");
        }

        if (page.FindFault() is { } fault)
        {
            return Problems.Of(400, fault.Code, fault.Detail);
        }

        SessionRow? behind = null;
        if (page.Before is not null && (behind = await directory.FindAsync(page.Before)) is null)
        {
            return Problems.NoSession(page.Before);
        }

        var found = await search.FindAsync(terms, page.Filter, page.Size, behind, context.RequestAborted);
        if (found.Count == page.Size)
        {
            context.Response.Headers.Link =
                page.LinkBehind("/api/search", found[^1].Session.Id, $"q={Uri.EscapeDataString(string.Join(' ', terms.All))}&");
        }

        var views = await directory.ViewsAsync([.. found.Select(one => one.Session)]);
        return TypedResults.Ok(found.Zip(views, (one, view) => FoundView.Of(one, view, terms)).ToList());
    }
}
