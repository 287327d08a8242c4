using System.Net;
using LiveCaptions.Captions.Text;
using LiveCaptions.Server.Access;
using LiveCaptions.Server.Jobs;
using LiveCaptions.Server.Publishing.Quota;
using LiveCaptions.Server.Publishing.Subtitles;
using LiveCaptions.Server.Refusals;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Publishing.YouTube;

/// <summary><c>/api/youtube</c>: connecting channels by a browser.</summary>
internal static class YouTubeEndpoints
{
    private const string Callback = "/api/youtube/callback";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/youtube/channels", ListAsync).RequireScope(KeyScope.Admin).WithSummary("The connected YouTube channels");
        api.MapPost("/youtube/login", Begin).RequireScope(KeyScope.Admin)
            .WithSummary("Begins to connect a channel: the answer has the address where its owner consents");
        api.MapDelete("/youtube/channels/{channelId}", ForgetAsync).RequireScope(KeyScope.Admin)
            .WithSummary("Disconnects a channel, here and at Google");
        api.MapGet("/youtube/callback", CompleteAsync)
            .OpenTo("Google sends the browser here; the state that an administrator's login gave, once, is what lets in")
            .ExcludeFromDescription();
    }

    private static async Task<Ok<IReadOnlyList<ChannelView>>> ListAsync(YouTubeAccounts accounts) =>
        TypedResults.Ok<IReadOnlyList<ChannelView>>((await accounts.ListAsync()).ConvertAll(ChannelView.Of));

    private static Results<Ok<SignInView>, ProblemHttpResult> Begin(
        HttpRequest request, YouTubeAccounts accounts, PendingSignIns pending, IOptions<YouTubeOptions> options,
        string? hint = null, string? client = null)
    {
        var redirect = options.Value.RedirectAddress is { Length: > 0 } registered
            ? registered
            : $"{request.Scheme}://{request.Host}{request.PathBase}{Callback}";
        try
        {
            var signIn = accounts.Begin(new Uri(redirect), hint, client);
            pending.Add(signIn);
            return TypedResults.Ok(new SignInView(signIn.Consent));
        }
        catch (NotSetUpException exception)
        {
            return Problems.Of(409, "youtube_not_set_up", exception.Message);
        }
    }

    private static async Task<ContentHttpResult> CompleteAsync(
        PendingSignIns pending, YouTubeAccounts accounts, JobQueue jobs, CancellationToken cancellationToken,
        string? state = null, string? code = null, string? error = null)
    {
        if (state is null || pending.Take(state) is not { } signIn)
        {
            return Page(400, "This sign-in was not begun here, or took too long: begin it again.");
        }

        if (code is null)
        {
            return Page(400, $"Google did not let us: {CaptionText.Shown(error ?? "no reason")}.");
        }

        try
        {
            var channel = await accounts.CompleteAsync(signIn, code, cancellationToken);
            await SubtitleReportJob.BeginAsync(jobs, channel.Id);
            return Page(200, $"The channel {channel.Title} is connected. This window can be closed.");
        }
        catch (Exception exception) when (exception is YouTubeException or QuotaSpentException or NotSetUpException)
        {
            return Page(502, exception.Message);
        }
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> ForgetAsync(
        string channelId, YouTubeAccounts accounts, CancellationToken cancellationToken) =>
        await accounts.ForgetAsync(channelId, cancellationToken)
            ? TypedResults.NoContent()
            : Problems.Of(404, "channel_not_found", $"There is no channel '{CaptionText.Shown(channelId)}'.");

    private static ContentHttpResult Page(int status, string line) =>
        TypedResults.Text(
            "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>LiveCaptions</title>"
            + $"<p>{WebUtility.HtmlEncode(line)}</p></html>",
            "text/html", statusCode: status);
}
