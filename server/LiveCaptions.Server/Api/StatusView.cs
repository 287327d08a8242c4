namespace LiveCaptions.Server.Api;

/// <summary>How the server fares at this moment.</summary>
/// <param name="Engine">Absent while it loads.</param>
/// <param name="Provider">What the engine runs on, as ONNX Runtime names it.</param>
/// <param name="Sessions">Sessions with audio coming or finals outstanding.</param>
/// <param name="Streams">Audio tracks that count against the limit.</param>
/// <param name="MaxStreams">The limit; absent while the engine loads.</param>
/// <param name="Lag">Seconds that the stream which is furthest behind is behind its audio.</param>
/// <param name="Trouble">What is the matter with disk or database; absent where all is well.</param>
public sealed record StatusView(
    string? Engine, string? Provider, int Sessions, int Streams, int? MaxStreams, double Lag, int Viewers, string? Trouble,
    StatusView.StorageUse Storage)
{
    /// <summary>Bytes.</summary>
    /// <param name="Database">Absent where it is a database server's.</param>
    /// <param name="Imports">Files that were uploaded or fetched.</param>
    /// <param name="Free">What the disk has room for.</param>
    public sealed record StorageUse(long? Database, long Recordings, long Imports, long Free);
}
