using System.Diagnostics.Metrics;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Metrics;

/// <summary>What the server counts, for <c>/metrics</c>.</summary>
public sealed class CaptionMetrics : IDisposable
{
    public const string MeterName = "LiveCaptions";

    private readonly Meter _meter;
    private readonly Counter<double> _audioSeconds;
    private readonly Counter<double> _lostAudioSeconds;
    private readonly Counter<long> _cues;
    private readonly Counter<long> _refusals;
    private readonly Counter<long> _sinkCaptions;
    private readonly Counter<double> _engineAudio;
    private readonly Counter<long> _engineFailures;
    private readonly Counter<long> _failovers;
    private readonly Histogram<double> _latency;

    public CaptionMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(MeterName);
        _audioSeconds = _meter.CreateCounter<double>("livecaptions.audio", "s", "Audio received from publishers");
        _lostAudioSeconds = _meter.CreateCounter<double>("livecaptions.lost_audio", "s", "Audio that a transport lost");
        _cues = _meter.CreateCounter<long>("livecaptions.cues", "{cue}", "Cue messages by kind");
        _refusals = _meter.CreateCounter<long>("livecaptions.ingest.refusals", "{refusal}", "Publishers refused or sent away, by code");
        _sinkCaptions = _meter.CreateCounter<long>(
            "livecaptions.sink.captions", "{caption}", "Finals that live sinks sent or dropped, by type and outcome");
        _engineAudio = _meter.CreateCounter<double>("livecaptions.engine.audio", "s", "Audio that was recognised, by engine");
        _engineFailures = _meter.CreateCounter<long>("livecaptions.engine.failures", "{failure}", "Runs that an engine failed, by engine");
        _failovers = _meter.CreateCounter<long>(
            "livecaptions.engine.failovers", "{switch}", "Sessions that another engine went on with, by the one before and the one behind");
        _latency = _meter.CreateHistogram<double>(
            "livecaptions.final.latency",
            "s",
            "From a final's last word received to its message sent",
            tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10, 30, 60] });
    }

    /// <summary>Gauges that somebody else knows the value of.</summary>
    public void Observe(string name, string unit, string description, Func<double> value) =>
        _meter.CreateObservableGauge(name, value, unit, description);

    public void CountAudio(double seconds) => _audioSeconds.Add(seconds);

    public void CountLostAudio(double seconds) => _lostAudioSeconds.Add(seconds);

    public void CountRefusal(string code) => _refusals.Add(1, new KeyValuePair<string, object?>("code", code));

    public void CountSink(SinkType type, bool isSent) => _sinkCaptions.Add(
        1,
        new KeyValuePair<string, object?>("type", type == SinkType.YouTube ? "youtube" : "obs"),
        new KeyValuePair<string, object?>("outcome", isSent ? "sent" : "dropped"));

    public void CountEngineAudio(string engine, double seconds) =>
        _engineAudio.Add(seconds, new KeyValuePair<string, object?>("engine", engine));

    public void CountEngineFailure(string engine) => _engineFailures.Add(1, new KeyValuePair<string, object?>("engine", engine));

    /// <param name="from">Null where the one that was asked for did not even begin.</param>
    public void CountFailover(string? from, string to) => _failovers.Add(
        1, new KeyValuePair<string, object?>("from", from ?? ""), new KeyValuePair<string, object?>("to", to));

    public void CountCue(Cue cue)
    {
        _cues.Add(1, new KeyValuePair<string, object?>("kind", cue.Kind == CueKind.Final ? "final" : "interim"));
        if (cue is { Kind: CueKind.Final, Latency: { } latency })
        {
            _latency.Record(latency);
        }
    }

    public void Dispose() => _meter.Dispose();
}
