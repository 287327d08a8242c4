namespace LiveCaptions.Speech.Recognition.Cloud.GoogleSpeech;

/// <summary>An account at Google Cloud. Thread-safe.</summary>
public interface IGoogleAccount
{
    /// <summary>The project that it belongs to; null where it tells none.</summary>
    /// <exception cref="EngineUnavailableException">What is known of it cannot be read.</exception>
    string? Project { get; }

    /// <summary>A bearer token that is good for some minutes.</summary>
    /// <exception cref="EngineFaultException">None is given.</exception>
    Task<string> TokenAsync(CancellationToken cancellationToken);
}
