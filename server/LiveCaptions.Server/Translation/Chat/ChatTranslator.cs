using LiveCaptions.Captions.Text;
using LiveCaptions.Server.Chat;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Translation.Chat;

/// <summary>
/// A language model behind OpenAI's chat completions. What is said is in nobody's hand, and may well read like an order: it goes as data,
/// in JSON, in a message of its own; the model has no tools and no memory; and its answer is taken as lines of text only, as many as
/// there were. The worst that words can do is a wrong translation of themselves and of those that they are sent with.
/// </summary>
internal sealed class ChatTranslator(IOptions<TranslationOptions> options, TranslationHttp http) : ITranslator
{
    /// <summary>Tokens per character, at most, and what the rest of the answer takes.</summary>
    private const int TokensPerCharacter = 2;
    private const int OtherTokens = 200;

    private readonly ChatOptions _options = options.Value.Chat;

    public string Name => "The chat endpoint";

    public bool Translates(string? from, string to) => _options.Address is not null && _options.Match(to) is not null;

    public async Task<IReadOnlyList<string>> TranslateAsync(TranslationRequest request, CancellationToken cancellationToken)
    {
        var lines = await AskAsync(ChatOrders.Translate(request), ChatOrders.DataOf(request), request.Texts, cancellationToken);
        return request.Room.Count == 0 ? lines : await CondenseAsync(request, lines, cancellationToken);
    }

    /// <summary>Asks once more for those that are too long to be read. What is still too long stays as it is: words are never cut
    /// off.</summary>
    private async Task<IReadOnlyList<string>> CondenseAsync(
        TranslationRequest request, IReadOnlyList<string> lines, CancellationToken cancellationToken)
    {
        var over = Enumerable.Range(0, lines.Count).Where(i => ReadingRoom.IsOver(lines[i], request.Room[i])).ToList();
        if (over.Count == 0)
        {
            return lines;
        }

        var longer = new TranslationRequest(request.To, request.To, [.. over.Select(i => lines[i])], [])
        {
            Room = [.. over.Select(i => request.Room[i])]
        };
        try
        {
            var shorter = await AskAsync(ChatOrders.Condense(longer), ChatOrders.DataOf(longer), longer.Texts, cancellationToken);
            var all = lines.ToArray();
            foreach (var (i, text) in over.Zip(shorter).Where(one => DisplayWidth.Of(one.Second) < DisplayWidth.Of(lines[one.First])))
            {
                all[i] = text;
            }

            return all;
        }
        catch (Exception exception) when (exception is TranslationException or OperationCanceledException)
        {
            // They are translated, if not briefly.
            return lines;
        }
    }

    private async Task<IReadOnlyList<string>> AskAsync(
        string order, string data, IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        var tokens = OtherTokens + (TokensPerCharacter * texts.Sum(text => text.Length));
        var answer = await http.PostAsync(
            Name, ChatCompletion.AddressOf(_options.Url), ChatCompletion.Body(_options.Model, order, data, tokens), _options.Key,
            cancellationToken);
        return ChatCompletion.ReadObject(answer) is { } made && made.TryGetProperty("lines", out var lines)
            && TranslatedLines.Read(lines) is { } read
            ? TranslatedLines.Check(Name, texts, read)
            : throw new TranslationException($"{Name} answers without lines.");
    }
}
