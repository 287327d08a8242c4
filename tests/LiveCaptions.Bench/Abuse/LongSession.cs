using LiveCaptions.Captions;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Server.Hosting;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace LiveCaptions.Bench.Abuse;

/// <summary>A public session that ended long ago, with as many finals as hours of speech have: what strangers may ask for.</summary>
internal static class LongSession
{
    private const int Finals = 6_000;
    private const int Words = 12;
    private const double Seconds = 3;

    /// <summary>Puts it into a data folder that no server has open.</summary>
    /// <returns>Its id.</returns>
    public static async Task<string> MakeAsync(string data, TimeProvider time, CancellationToken cancellationToken)
    {
        await using var app = ServerHost.Build(new Dictionary<string, string?> { ["DATA"] = data, ["Urls"] = "http://127.0.0.1:0" });
        await app.Services.GetRequiredService<CaptionDatabase>().PrepareAsync(cancellationToken);
        return await AddAsync(app.Services, Finals, time);
    }

    /// <summary>Puts one into a server's database.</summary>
    /// <returns>Its id.</returns>
    public static async Task<string> AddAsync(IServiceProvider services, int finals, TimeProvider time)
    {
        var (id, now) = (SessionId.Create(), time.GetUtcNow());
        await services.GetRequiredService<SessionStore>().AddAsync(new SessionRow
        {
            Id = id,
            Title = "Hours of speech",
            Engine = "auto",
            Settings = new SessionSettings().ToJson(),
            IsPublic = true,
            StreamKeyHash = [],
            State = SessionState.Finished,
            CreatedAt = now,
            StartedAt = now,
            EndedAt = now,
            Samples = (long)(finals * Seconds * Speech.AudioFormat.SampleRate),
            SeqReserved = finals,
        });
        await services.GetRequiredService<FinalStore>().AddAsync(new FinalBatch(id, Track: 0)
        {
            SeqReserved = finals,
            Finals = [.. Enumerable.Range(1, finals).Select(number => Final(id, number, now))],
        });
        return id;
    }

    private static Cue Final(string id, int number, DateTimeOffset now)
    {
        var start = (number - 1) * Seconds;
        var words = Enumerable.Range(0, Words).Select(i => Math.Round(start + (i * 0.2), 3))
            .Select(at => new CueWord("words", at, at + 0.15, 0.9)).ToList();
        return new Cue
        {
            SessionId = id,
            Seq = number,
            Id = $"c{number}",
            Revision = 1,
            Kind = CueKind.Final,
            Start = start,
            End = words[^1].End,
            Text = string.Join(' ', words.Select(word => word.Text)),
            Words = words,
            Language = "en",
            CreatedAt = now,
        };
    }
}
