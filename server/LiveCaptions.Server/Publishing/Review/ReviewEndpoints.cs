using LiveCaptions.Captions.Text;
using LiveCaptions.Server.Access;
using LiveCaptions.Server.Refusals;
using LiveCaptions.Server.Sessions;

namespace LiveCaptions.Server.Publishing.Review;

/// <summary>What of a session's transcript a person should look at, for those who may correct it.</summary>
internal static class ReviewEndpoints
{
    private const int Most = 1_000;
    private const int Usual = 200;
    private const string Worst = "worst";

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/sessions/{id}/review", GetAsync).RequireScope(KeyScope.Edit)
            .WithSummary("Words of the published transcript that may be wrong, with what other engines heard there; what a person wrote "
                + "is not among them. limit takes the least sure ones, up to 1000, 200 where it is left out; order is time or worst")
            .Produces<ReviewList>();

    private static async Task<IResult> GetAsync(
        HttpContext context, string id, SessionDirectory sessions, ReviewReader reader, int limit = Usual, string? order = null)
    {
        if (limit is < 1 or > Most)
        {
            return Problems.Of(400, "limit_invalid", $"limit goes from 1 to {Most}.");
        }

        if (order is not (null or "time" or Worst))
        {
            return Problems.Of(400, "order_invalid", $"order is time or {Worst}; there is no order={CaptionText.Shown(order)}.");
        }

        if (await sessions.ViewAsync(id) is not { } session)
        {
            return Problems.NoSession(id);
        }

        var all = await reader.ReadAsync(session, context.RequestAborted);
        var worst = all.OrderBy(item => item.Confidence).ThenBy(item => item.Start).Take(limit);
        return TypedResults.Ok(new ReviewList(all.Count, [.. order == Worst ? worst : worst.OrderBy(item => item.Start)]));
    }
}
