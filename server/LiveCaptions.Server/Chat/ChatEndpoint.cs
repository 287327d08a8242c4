using System.Text.Json;
using LiveCaptions.Server.Outgoing;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Chat;

/// <summary>
/// The chat endpoint that the administrator set up, within its limits: so many requests at once, so many a day. Thread-safe.
/// </summary>
public sealed class ChatEndpoint(
    IOptions<ChatEndpointOptions> options, IOptions<OutgoingOptions> outgoing, OwnAddresses own, TimeProvider time) : IDisposable
{
    private const string Name = "The chat endpoint";

    private readonly ChatEndpointOptions _options = options.Value;
    private readonly JsonEndpoint _endpoint = new([options.Value.Address], outgoing.Value, own);
    private readonly SemaphoreSlim _turns = new(options.Value.Concurrency);
    private readonly Lock _lock = new();
    private DateOnly _day;
    private int _asked;

    public bool IsSetUp => _options.Address is not null;

    /// <param name="order">What is to be done, in our own words alone.</param>
    /// <param name="data">JSON of what others said: it goes as a message of its own.</param>
    /// <returns>The JSON object that it answers with.</returns>
    /// <exception cref="ChatException">It does not answer, or with something else.</exception>
    /// <exception cref="ChatBudgetException">The day's requests are used up.</exception>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public async Task<JsonElement> AskAsync(string order, string data, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(_options.RequestSeconds), time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await _turns.WaitAsync(both.Token);
            try
            {
                Spend();
                var body = ChatCompletion.Body(_options.Model, order, data, _options.AnswerTokens);
                var answer = await _endpoint.PostAsync(Name, ChatCompletion.AddressOf(_options.Url), body, _options.Key, both.Token);
                return ChatCompletion.ReadObject(answer)
                    ?? throw new ChatException($"{Name} answers with something else than what it was asked for, or declines to.");
            }
            finally
            {
                _turns.Release();
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ChatException($"{Name} does not answer within {_options.RequestSeconds:0.#} seconds.");
        }
    }

    public void Dispose()
    {
        _endpoint.Dispose();
        _turns.Dispose();
    }

    private void Spend()
    {
        lock (_lock)
        {
            var now = time.GetUtcNow().UtcDateTime;
            var today = DateOnly.FromDateTime(now);
            (_day, _asked) = (today, today == _day ? _asked : 0);
            if (_asked >= _options.RequestsPerDay)
            {
                throw new ChatBudgetException(_options.RequestsPerDay, now.Date.AddDays(1) - now);
            }

            _asked++;
        }
    }
}
