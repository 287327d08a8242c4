using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Metadata;
using LiveCaptions.Server.Chat;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Storage;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Asking;

/// <summary>Answers questions about sessions from the transcripts that are published, as they are now.</summary>
internal sealed class TranscriptAnswers(FinalStore finals, ChatEndpoint chat, IOptions<ChatEndpointOptions> options) : IDisposable
{
    /// <summary>Bytes of UTF-8 that a token has at least, in whatever script: so that no endpoint gets more than it can take.</summary>
    private const int BytesPerToken = 3;

    /// <summary>Requests for the entities of one session, at most.</summary>
    private const int MaxParts = 8;

    private const int MaxEntities = 200;
    private const int MaxCues = 20;
    private const string Summary = "Summarise what is said, in the language of the transcript.";

    // Of deleted sessions, too.
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);

    // Lists that were made, by the transcript that they are of: asking again costs nothing.
    private readonly MemoryCache _made = new(new MemoryCacheOptions { SizeLimit = 64 });

    private int Bytes => options.Value.ContextTokens * BytesPerToken;

    /// <param name="question">Null for a summary.</param>
    /// <returns>Null where nothing is said yet.</returns>
    /// <exception cref="ChatException">There is no answer now.</exception>
    /// <exception cref="ChatBudgetException">The day's requests are used up.</exception>
    public async Task<AskedAnswer?> AskAsync(SessionView session, string? question, CancellationToken cancellationToken)
    {
        if (await ReadAsync(session) is not { Count: > 0 } cues)
        {
            return null;
        }

        var read = Passages.Of(cues, question ?? "", LanguageOf(session, cues), Bytes);
        var isWhole = read.Count == cues.Count;
        var made = await chat.AskAsync(AskOrders.Answer, AskOrders.DataOf(read, isWhole, question ?? Summary), cancellationToken);
        return new AskedAnswer(AskReading.AnswerOf(made), AskReading.CuesOf(made, ById(read)), isWhole);
    }

    /// <inheritdoc cref="AskAsync"/>
    public async Task<EntityList?> ListEntitiesAsync(SessionView session, CancellationToken cancellationToken)
    {
        if (await ReadAsync(session) is not { Count: > 0 } cues)
        {
            return null;
        }

        var key = (session.Id, session.Published, Last: cues.Max(cue => cue.Seq), cues.Count);
        if (_made.TryGetValue(key, out EntityList? made))
        {
            return made;
        }

        var read = Passages.Of(cues, "", LanguageOf(session, cues), MaxParts * Bytes);
        var isWhole = read.Count == cues.Count;
        var found = new List<FoundEntity>();
        foreach (var part in Passages.PartsOf(read, Bytes).Take(MaxParts))
        {
            var answer = await chat.AskAsync(AskOrders.Entities, AskOrders.DataOf(part, isWhole, question: null), cancellationToken);
            found.AddRange(AskReading.EntitiesOf(answer, ById(part)));
        }

        return _made.Set(key, new EntityList(Together(found), isWhole), new MemoryCacheEntryOptions
        {
            Size = 1, AbsoluteExpirationRelativeToNow = Kept
        });
    }

    public void Dispose() => _made.Dispose();

    private async Task<List<Cue>> ReadAsync(SessionView session) =>
        [.. (await finals.ReadAsync(session.Id, version: session.Published)).OrderBy(cue => cue.Start).ThenBy(cue => cue.Seq)];

    private static string? LanguageOf(SessionView session, List<Cue> cues) => session.Language ?? cues[0].Language;

    private static Dictionary<string, Cue> ById(IEnumerable<Cue> cues) => cues.ToDictionary(cue => cue.Id, StringComparer.Ordinal);

    /// <summary>Those of all parts, each once, those that are named most first.</summary>
    private static List<FoundEntity> Together(IEnumerable<FoundEntity> found) =>
    [
        .. found.GroupBy(entity => entity.Text, StringComparer.OrdinalIgnoreCase)
            .Select(same => same.First() with
            {
                Cues = [.. same.SelectMany(entity => entity.Cues).DistinctBy(cue => cue.Id).OrderBy(cue => cue.Start).Take(MaxCues)]
            })
            .OrderByDescending(entity => entity.Cues.Count).ThenBy(entity => entity.Cues[0].Start)
            .Take(MaxEntities)
    ];
}
