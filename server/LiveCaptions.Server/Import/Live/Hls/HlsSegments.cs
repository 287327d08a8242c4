using System.Net;
using System.Security.Cryptography;
using LiveCaptions.Media.Codecs;
using LiveCaptions.Media.Hls;
using LiveCaptions.Server.Outgoing;

namespace LiveCaptions.Server.Import.Live.Hls;

/// <summary>Brings what a playlist names, deciphered: segments into a decoder, and what goes before them.</summary>
internal sealed class HlsSegments(GuardedHttp http)
{
    /// <summary>A minute of video at 30 Mbit/s.</summary>
    private const long MaxSegment = 256 * 1024 * 1024;

    private const long MaxMap = 4 * 1024 * 1024;

    private (Uri Address, byte[] Key)? _key;
    private (Uri Address, HlsByteRange? Range, byte[] Bytes)? _map;

    /// <param name="skip">Bytes of it that went through before.</param>
    /// <param name="went">Gets how many bytes went through, piece by piece.</param>
    /// <exception cref="MediaReadException">It cannot be had.</exception>
    /// <exception cref="HttpRequestException">Its server cannot be reached.</exception>
    /// <exception cref="IOException">The decoder ended.</exception>
    public async Task CopyAsync(
        HlsLoaded list, HlsSegment segment, FfmpegLiveDecoder to, long skip, Action<int> went, CancellationToken cancellationToken)
    {
        using var response = await OpenAsync(list.Follow(segment.Uri), segment.Range, cancellationToken);
        await using var bytes = await ReadAsync(response, segment.Range, MaxSegment, cancellationToken);
        await using var plain = await DecipherAsync(list, bytes, segment.Key, segment.Number, cancellationToken);
        await using var rest = new BodyPart(plain, skip, length: null, most: long.MaxValue);
        await FeedPipe.CopyAsync(rest, to.WriteAsync, went, cancellationToken);
    }

    /// <inheritdoc cref="CopyAsync"/>
    public async Task<ReadOnlyMemory<byte>> MapAsync(HlsLoaded list, HlsMap map, CancellationToken cancellationToken)
    {
        var address = list.Follow(map.Uri);
        if (_map is { } known && known.Address == address && known.Range == map.Range)
        {
            return known.Bytes;
        }

        using var response = await OpenAsync(address, map.Range, cancellationToken);
        await using var bytes = await ReadAsync(response, map.Range, MaxMap, cancellationToken);
        await using var plain = await DecipherAsync(list, bytes, map.Key, number: 0, cancellationToken);
        using var all = new MemoryStream();
        await FeedPipe.CopyAsync(plain, all.WriteAsync, went: _ => { }, cancellationToken);
        _map = (address, map.Range, all.ToArray());
        return _map.Value.Bytes;
    }

    private async Task<HttpResponseMessage> OpenAsync(Uri address, HlsByteRange? range, CancellationToken cancellationToken)
    {
        var response = await http.OpenAsync(
            address, range is { } part ? new RangeRequest(part.Start, Tag: null, part.Length) : null, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            using (response)
            {
                throw new MediaReadException(HttpAnswer.Told(response));
            }
        }

        return response;
    }

    // Who knows no ranges answers with everything (RFC 9110 §14.2).
    private static async Task<Stream> ReadAsync(
        HttpResponseMessage response, HlsByteRange? range, long most, CancellationToken cancellationToken)
    {
        var isPart = response.StatusCode == HttpStatusCode.PartialContent;
        if (isPart && response.Content.Headers.ContentRange?.From != range?.Start)
        {
            throw new MediaReadException($"{response.RequestMessage!.RequestUri!.Host} answered with another part than was asked for.");
        }

        return new BodyPart(
            await response.Content.ReadAsStreamAsync(cancellationToken), isPart ? 0 : range?.Start ?? 0, range?.Length, most);
    }

    private async Task<Stream> DecipherAsync(HlsLoaded list, Stream bytes, HlsKey? key, long number, CancellationToken cancellationToken)
    {
        if (key is null)
        {
            return bytes;
        }

        using var aes = Aes.Create();
        aes.Key = await KeyAsync(list.Follow(key.Uri), cancellationToken);
        return new CryptoStream(bytes, aes.CreateDecryptor(aes.Key, key.IvOf(number)), CryptoStreamMode.Read);
    }

    private async Task<byte[]> KeyAsync(Uri address, CancellationToken cancellationToken)
    {
        if (_key is { } known && known.Address == address)
        {
            return known.Key;
        }

        using var response = await OpenAsync(address, range: null, cancellationToken);
        await using var body = new BodyPart(await response.Content.ReadAsStreamAsync(cancellationToken), skip: 0, HlsKey.Size, HlsKey.Size);
        using var key = new MemoryStream();
        await FeedPipe.CopyAsync(body, key.WriteAsync, went: _ => { }, cancellationToken);
        if (key.Length < HlsKey.Size)
        {
            throw new MediaReadException("The stream's key is no key.");
        }

        _key = (address, key.ToArray());
        return _key.Value.Key;
    }
}
