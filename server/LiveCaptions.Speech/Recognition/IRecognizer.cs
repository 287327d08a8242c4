namespace LiveCaptions.Speech.Recognition;

/// <summary>A speech recognition engine: holds the weights (or the account) and is shared by all streams. Thread-safe.</summary>
public interface IRecognizer : IAsyncDisposable
{
    /// <summary>The engine's name as in the contract, such as <c>moonshine-base</c>.</summary>
    string Name { get; }

    /// <summary>Languages it can recognise, BCP 47 primary tags.</summary>
    IReadOnlyList<string> Languages { get; }

    /// <exception cref="ArgumentException">The language is not among <see cref="Languages"/>.</exception>
    IRecognizerStream CreateStream(RecognizerStreamOptions options);
}
