using LiveCaptions.Media.Processes;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Translation.Apertium;

/// <summary>
/// Apertium, on this machine and without a network: by rules, so that what it makes is a draft. A child process per request, which is given
/// the texts as paragraphs; the words never are among its arguments.
/// </summary>
internal sealed class ApertiumTranslator(IOptions<TranslationOptions> options) : ITranslator
{
    private const string Package = "apertium, and a pair such as apertium-eng-spa";

    /// <summary>Characters, of 16 finals at most; a longer answer is none.</summary>
    private const int MaxAnswer = 256 * 1024;

    /// <summary>Characters of complaints, which nobody reads.</summary>
    private const int MaxErrors = 64 * 1024;

    private static readonly ChildLimits Limits = new() { MemoryBytes = 1L << 30, CpuSeconds = 60, FileBytes = 0 };

    private readonly string _tool = options.Value.Apertium;
    private readonly Lazy<ApertiumModes> _modes = new(() => ApertiumModes.Find(options.Value.Apertium));

    public string Name => "Apertium";

    public bool IsDraft => true;

    public bool Translates(string? from, string to) => _modes.Value.Find(from, to) is not null;

    public async Task<IReadOnlyList<string>> TranslateAsync(TranslationRequest request, CancellationToken cancellationToken)
    {
        if (_modes.Value.Find(request.From, request.To) is not { } mode)
        {
            throw new TranslationException(
                $"Apertium has no pair from {request.From} to {request.To}; install one: apt-get install {Package}.");
        }

        try
        {
            var answer = await RunAsync(mode, string.Join("\n\n", request.Texts) + "\n", cancellationToken);
            return TranslatedLines.Check(Name, request.Texts, answer.TrimEnd('\n').Split("\n\n"));
        }
        catch (Exception exception) when (exception is ToolMissingException or IOException)
        {
            throw new TranslationException("Apertium cannot be run, or ended too soon.", exception);
        }
    }

    private async Task<string> RunAsync(string mode, string text, CancellationToken cancellationToken)
    {
        await using var child = ChildProcess.Start(_tool, Package, ["-u", mode], Limits);
        await using var given = cancellationToken.Register(child.Kill);
        var (output, error) = (ReadAsync(child, child.Output, MaxAnswer), ReadAsync(child, child.Error, MaxErrors));
        await child.Input.WriteAsync(System.Text.Encoding.UTF8.GetBytes(text), cancellationToken);
        child.CloseInput();
        var answers = await Task.WhenAll(output, error);
        await child.WaitForExitAsync(cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return answers.Contains(null) ? throw new TranslationException("Apertium writes far too much and was ended.")
            : child.ExitCode == 0 ? answers[0]! : throw new TranslationException($"Apertium ended with {child.ExitCode}.");
    }

    /// <returns>Null where it is more than that: then the child is ended.</returns>
    private static async Task<string?> ReadAsync(ChildProcess child, StreamReader from, int most)
    {
        var read = new char[most + 1];
        var length = await from.ReadBlockAsync(read, CancellationToken.None);
        if (length <= most)
        {
            return new string(read, 0, length);
        }

        child.Kill();
        return null;
    }
}
