using LiveCaptions.Captions.Text;
using LiveCaptions.Server.Access;
using LiveCaptions.Server.Chat;
using LiveCaptions.Server.Refusals;
using LiveCaptions.Server.Sessions;

namespace LiveCaptions.Server.Asking;

/// <summary>Questions about a session's transcript; see docs/ask.md.</summary>
internal static class AskEndpoints
{
    private const int MaxQuestion = 1_000;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/sessions/{id}/ask", AskAsync).RequireScope(KeyScope.Edit)
            .WithSummary("A language model answers a question about the transcript, or sums it up, and names the cues that this rests on")
            .Produces<AskedAnswer>();
        api.MapGet("/sessions/{id}/entities", ListAsync).RequireScope(KeyScope.Edit)
            .WithSummary("Who and what the transcript speaks of by name, as a language model finds it, and in which cues")
            .Produces<EntityList>();
    }

    private static Task<IResult> AskAsync(
        HttpContext context, string id, AskRequest request, SessionDirectory sessions, ChatEndpoint chat, TranscriptAnswers answers)
    {
        var question = CaptionText.Clean(request.Question ?? "");
        return request.Summary == (question.Length > 0) || question.Length > MaxQuestion
            ? Task.FromResult<IResult>(Problems.Of(
                400, "question_invalid", $"Send a question of 1 to {MaxQuestion} characters, or summary: true without one."))
            : RunAsync(context, id, sessions, chat, session =>
                answers.AskAsync(session, request.Summary ? null : question, context.RequestAborted));
    }

    private static Task<IResult> ListAsync(
        HttpContext context, string id, SessionDirectory sessions, ChatEndpoint chat, TranscriptAnswers answers) =>
        RunAsync(context, id, sessions, chat, session => answers.ListEntitiesAsync(session, context.RequestAborted));

    private static async Task<IResult> RunAsync<T>(
        HttpContext context, string id, SessionDirectory sessions, ChatEndpoint chat, Func<SessionView, Task<T?>> ask)
        where T : class
    {
        if (!chat.IsSetUp)
        {
            return Problems.Of(
                503, "chat_missing",
                "No chat endpoint is set up: LIVECAPTIONS_Chat__Url and LIVECAPTIONS_Chat__Model name one (docs/ask.md).");
        }

        if (await sessions.ViewAsync(id) is not { } session)
        {
            return Problems.NoSession(id);
        }

        try
        {
            return await ask(session) is { } answer
                ? TypedResults.Ok(answer)
                : Problems.Of(409, "transcript_empty", $"Nothing is transcribed of session '{id}' yet.");
        }
        catch (ChatException fault)
        {
            return Problems.Of(502, "chat_failed", fault.Message);
        }
        catch (ChatBudgetException fault)
        {
            return Problems.Of(new Refusal(429, "chat_budget", fault.Message, (int)Math.Ceiling(fault.Wait.TotalSeconds)), context);
        }
    }
}
