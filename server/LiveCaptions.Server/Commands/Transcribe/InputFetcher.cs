using System.Security.Cryptography;
using System.Text;
using LiveCaptions.Server.Import.Links;

namespace LiveCaptions.Server.Commands.Transcribe;

/// <summary>Inputs as files: addresses, and what is piped in, are fetched into the output folder first, and kept there until they are transcribed.</summary>
/// <param name="standardInput">Opens what is piped in.</param>
internal sealed class InputFetcher(TranscribeRequest request, LinkFetcher links, Func<Stream> standardInput)
{
    private readonly OutputNames _names = new(request.Inputs);

    /// <param name="index">Of the input in the request.</param>
    /// <returns>The file, and the name of its output.</returns>
    public async Task<(string Path, string Name)> FetchAsync(int index, IProgress<double?> progress, CancellationToken cancellationToken)
    {
        var input = request.Inputs[index];
        if (StandardInput.Is(input))
        {
            await using var piped = standardInput();
            await StandardInput.KeepAsync(piped, KeptInput, cancellationToken);
            return (KeptInput, StandardInput.Name);
        }

        if (!TranscribeRequest.IsAddress(input))
        {
            return (input, OutputNames.OfFile(input));
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

    /// <summary>Nothing of an address, or of what was piped in, is kept any longer.</summary>
    public void Forget(string input)
    {
        if (StandardInput.Is(input))
        {
            File.Delete(KeptInput);
        }
        else if (TranscribeRequest.IsAddress(input))
        {
            foreach (var file in Directory.EnumerateFiles(request.OutputFolder, $"{Path.GetFileName(Stem(input))}.*"))
            {
                File.Delete(file);
            }
        }
    }

    private string KeptInput => Path.Combine(Path.GetFullPath(request.OutputFolder), $".livecaptions-stdin-{Environment.ProcessId}.media");

    // The same address has the same files in the next run, which goes on with them.
    private string Stem(string address) =>
        Path.Combine(Path.GetFullPath(request.OutputFolder), $".livecaptions-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address)))[..12]}");
}
