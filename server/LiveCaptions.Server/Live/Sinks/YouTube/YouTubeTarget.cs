using System.Net;
using System.Net.Http.Headers;
using System.Security.Authentication;
using System.Text;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Server.Outgoing;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Live.Sinks.YouTube;

/// <summary>
/// YouTube Live's captions by HTTP POST. Each POST carries one final and a <c>seq</c> that grows by one with every POST that was taken;
/// a POST that is tried again keeps it. Times are those of the words by YouTube's clock, which every reply tells.
/// </summary>
internal sealed class YouTubeTarget : ISinkTarget
{
    /// <summary>YouTube refuses times further than 60 s from its clock.</summary>
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(55);

    private static readonly TimeSpan MaxAhead = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>A wrong key, or a broadcast that has not begun: nothing that trying again at once would mend.</summary>
    private static readonly TimeSpan WaitWhenRefused = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    /// <summary>Less than this may be the network's.</summary>
    private static readonly TimeSpan LeastSkew = TimeSpan.FromSeconds(0.5);

    /// <summary>A clock that is further away is no clock: what answers may be anything.</summary>
    private static readonly TimeSpan MostSkew = TimeSpan.FromDays(1);

    private const int MaxReply = 2_048;

    private readonly Uri _address;
    private readonly HttpClient _http;
    private readonly TimeProvider _time;
    private readonly TimeSpan _delay;
    private TimeSpan? _skew;
    private long _nextPost;
    private string? _speaker;
    private bool _greeted;

    /// <param name="http">Follows no redirects, has no time limit of its own.</param>
    public YouTubeTarget(SinkRow row, HttpClient http, TimeProvider time)
    {
        (_http, _time, _nextPost) = (http, time, row.NextPost);
        _address = new Uri(row.Address);
        _delay = TimeSpan.FromSeconds(row.Delay);
    }

    public Task Lost { get; } = new TaskCompletionSource().Task;

    public double? ClockSkew => _skew is { } skew ? Math.Round(skew.TotalSeconds, 3) : null;

    private TimeSpan Correction => _skew is { } skew && skew.Duration() >= LeastSkew ? skew : TimeSpan.Zero;

    /// <summary>An empty POST: tells whether the address is right, and YouTube's time, before the first caption.</summary>
    public async Task<bool> ConnectAsync(CancellationToken cancellationToken)
    {
        if (_greeted)
        {
            return false;
        }

        var taken = await PostAsync("", cancellationToken) is null;
        _greeted = true;
        return taken;
    }

    public bool Takes(Cue cue) => cue.Kind == CueKind.Final && cue.Text.Length > 0;

    public SendWindow WindowOf(Cue cue, DateTimeOffset spokenAt)
    {
        var shownAt = spokenAt + _delay;
        return new SendWindow(shownAt - MaxAhead, shownAt + MaxAge);
    }

    public async Task<string?> SendAsync(Cue cue, DateTimeOffset spokenAt, CancellationToken cancellationToken)
    {
        var correction = Correction;
        var refusal = await PostAsync(BodyAt(correction), cancellationToken);
        if (refusal is not null && (Correction - correction).Duration() >= LeastSkew)
        {
            // The reply told the time: what was wrong may have been ours.
            refusal = await PostAsync(BodyAt(Correction), cancellationToken);
        }

        _speaker = refusal is null ? cue.Speaker?.Label : _speaker;
        _greeted = true;
        return refusal;

        string BodyAt(TimeSpan skew) => YouTubeBody.Write(cue, _speaker, spokenAt + _delay + skew);
    }

    public void Note(SinkRow row) => row.NextPost = _nextPost;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Uri AddressOf(long post)
    {
        var others = _address.Query.TrimStart('?').Split('&')
            .Where(pair => pair.Length > 0 && !pair.StartsWith("seq=", StringComparison.OrdinalIgnoreCase));
        return new UriBuilder(_address) { Query = string.Join('&', others.Append($"seq={post}")) }.Uri;
    }

    /// <returns>Null when it was taken, one line when this body was refused.</returns>
    private async Task<string?> PostAsync(string body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, AddressOf(_nextPost))
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body))
        };

        // Without a charset, as YouTube has it.
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("text/plain");
        using var patience = new CancellationTokenSource(Patience, _time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            var sentAt = _time.GetUtcNow();
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop.Token);
            var reply = await ReadAsync(response, stop.Token);
            LearnTime(reply, sentAt);
            return Judge(response, reply);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SinkFailureException($"YouTube does not answer within {Patience.TotalSeconds:F0} s.");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw exception.GetBaseException() switch
            {
                AddressRefusedException refused => new SinkFailureException(refused.Message, WaitWhenRefused),
                AuthenticationException untrusted =>
                    new SinkFailureException(UntrustedCertificate.Message(_address.Host, untrusted), WaitWhenRefused),
                _ => new SinkFailureException("YouTube cannot be reached: the connection cannot be made, or breaks off."),
            };
        }
    }

    private static async Task<string> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[MaxReply];
        var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return Encoding.UTF8.GetString(buffer, 0, length);
    }

    private void LearnTime(string reply, DateTimeOffset sentAt)
    {
        if (YouTubeTime.TryReadFirst(reply, out var theirs))
        {
            // The reply was written about half-way.
            var skew = theirs - (sentAt + ((_time.GetUtcNow() - sentAt) / 2));
            _skew = skew.Duration() <= MostSkew ? skew : _skew;
        }
    }

    private string? Judge(HttpResponseMessage response, string reply)
    {
        if (response.IsSuccessStatusCode)
        {
            _nextPost++;
            return null;
        }

        var status = (int)response.StatusCode;
        return response.StatusCode switch
        {
            HttpStatusCode.BadRequest => $"YouTube refused a caption ({status}){YouTubeReply.Meaning(reply)}.",
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.Gone =>
                throw new SinkFailureException(
                    $"YouTube refuses this address ({status}): copy it again from YouTube Studio, "
                    + "and see that the broadcast takes captions by POST.",
                    WaitWhenRefused),
            >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest =>
                throw new SinkFailureException($"YouTube answered {status}: this address only leads to another.", WaitWhenRefused),
            HttpStatusCode.TooManyRequests =>
                throw new SinkFailureException($"YouTube answered {status}: it is asked too often.", AskedWait(response)),
            _ => throw new SinkFailureException($"YouTube answered {status}.", AskedWait(response)),
        };
    }

    private TimeSpan? AskedWait(HttpResponseMessage response)
    {
        var asked = response.Headers.RetryAfter?.Delta ?? (response.Headers.RetryAfter?.Date - _time.GetUtcNow());
        return asked is { } wait && wait > TimeSpan.Zero ? (wait < LongestWait ? wait : LongestWait) : null;
    }
}
