using System.Security.Cryptography;
using System.Text;
using LiveCaptions.Server.Import.Links;

namespace LiveCaptions.Server.Commands.Transcribe;

/// <summary>
/// Inputs as files: addresses, and what comes by a pipe, are fetched into the output folder first, and kept there until they are
/// transcribed.
/// </summary>
/// <param name="standardInput">Opens the process's own.</param>
internal sealed class InputFetcher(TranscribeRequest request, LinkFetcher links, Func<Stream> standardInput)
{
    private readonly OutputNames _names = new(request.Inputs);

    /// <param name="index">Of the input in the request.</param>
    /// <returns>The file, and the name of its output.</returns>
    public async Task<(string Path, string Name)> FetchAsync(int index, IProgress<double?> progress, CancellationToken cancellationToken)
    {
        var input = request.Inputs[index];
        if (!TranscribeRequest.IsAddress(input))
        {
            await using var pipe = StandardInput.Is(input) ? standardInput() : PipedInput.TryOpen(input);
            if (pipe is null)
            {
                return (input, OutputNames.OfFile(input));
            }

            await PipedInput.KeepAsync(pipe, PipedFile(index), cancellationToken);
            return (PipedFile(index), OutputNames.OfFile(input));
        }

        try
        {
            var media = await links.FetchAsync(new Uri(input), Stem(input), progress, cancellationToken);
            if (request.ChannelNames is not null)
            {
                media.ExpectChannels();
            }

            return (media.File, await _names.TakeAsync(index, media.Name, cancellationToken));
        }
        finally
        {
            _names.GiveUp(index);
        }
    }

    /// <summary>Nothing of an address is kept any longer.</summary>
    public void Forget(string input)
    {
        if (TranscribeRequest.IsAddress(input))
        {
            foreach (var file in Directory.EnumerateFiles(request.OutputFolder, $"{Path.GetFileName(Stem(input))}.*"))
            {
                File.Delete(file);
            }
        }
    }

    /// <summary>Nothing of what came by a pipe is kept any longer.</summary>
    /// <param name="index">Of the input in the request.</param>
    public void ForgetPiped(int index) => File.Delete(PipedFile(index));

    private string PipedFile(int index) =>
        Path.Combine(Path.GetFullPath(request.OutputFolder), $".livecaptions-piped-{Environment.ProcessId}-{index}.media");

    // The same address has the same files in the next run, which goes on with them.
    private string Stem(string address) =>
        Path.Combine(
            Path.GetFullPath(request.OutputFolder),
            $".livecaptions-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address)))[..12]}");
}
