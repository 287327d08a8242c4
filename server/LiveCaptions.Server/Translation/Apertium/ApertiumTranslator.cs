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
        var (output, error) = (child.Output.ReadToEndAsync(CancellationToken.None), child.Error.ReadToEndAsync(CancellationToken.None));
        await child.Input.WriteAsync(System.Text.Encoding.UTF8.GetBytes(text), cancellationToken);
        child.CloseInput();
        await Task.WhenAll(output, error);
        await child.WaitForExitAsync(cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return child.ExitCode == 0 ? await output : throw new TranslationException($"Apertium ended with {child.ExitCode}.");
    }
}
