using LiveCaptions.Media.Codecs;
using LiveCaptions.Media.Processes;

namespace LiveCaptions.Media.Files;

/// <summary>Opens audio and video files.</summary>
public static class MediaFile
{
    private const int Stereo = 2;

    /// <summary>Opens a file for pulling its audio: WAV here, everything else through ffmpeg.</summary>
    /// <exception cref="MediaReadException">There is no such file, or it may not be read.</exception>
    /// <exception cref="ToolMissingException">It needs ffmpeg, which is not installed.</exception>
    public static Task<IMediaReader> OpenAsync(string path, CancellationToken cancellationToken) =>
        OpenAsync(path, MediaChoice.Default, TimeProvider.System, cancellationToken);

    /// <inheritdoc cref="OpenAsync(string, CancellationToken)"/>
    /// <param name="choice">Which of several tracks.</param>
    /// <param name="time">For how long ffmpeg may be silent.</param>
    public static async Task<IMediaReader> OpenAsync(
        string path, MediaChoice choice, TimeProvider time, CancellationToken cancellationToken)
    {
        var stream = OpenStream(path);
        if (!stream.CanSeek)
        {
            await stream.DisposeAsync(); // a pipe: not a byte of it may be lost
            return FfmpegDecoder.Start(path, choice, time);
        }

        return await TryOpenWavAsync(stream, choice, channel: null, cancellationToken)
            ?? (IMediaReader)FfmpegDecoder.Start(path, choice, time);
    }

    /// <summary>Opens a file for its tracks: mixed as one, or the channels of stereo as two.</summary>
    /// <exception cref="MediaReadException">It cannot be read, or is to be split and is no stereo.</exception>
    /// <exception cref="ToolMissingException">It needs ffmpeg, which is not installed.</exception>
    /// <returns>In both cases readers that the caller disposes of.</returns>
    public static async Task<IReadOnlyList<IMediaReader>> OpenTracksAsync(
        string path, MediaChoice choice, bool split, TimeProvider time, CancellationToken cancellationToken) => split
        ? await OpenStereoAsync(path, choice, time, cancellationToken)
        : [await OpenAsync(path, choice, time, cancellationToken)];

    /// <summary>
    /// Opens a stereo file twice: left is pulled from the first reader, right from the second. Both give as many samples.
    /// </summary>
    /// <exception cref="MediaReadException">There is no such file, it may not be read, or it has not two channels.</exception>
    /// <exception cref="ToolMissingException">It needs ffmpeg, which is not installed.</exception>
    public static Task<IReadOnlyList<IMediaReader>> OpenStereoAsync(string path, CancellationToken cancellationToken) =>
        OpenStereoAsync(path, MediaChoice.Default, TimeProvider.System, cancellationToken);

    /// <inheritdoc cref="OpenStereoAsync(string, CancellationToken)"/>
    /// <param name="choice">Which of several tracks.</param>
    /// <param name="time">For how long ffmpeg may be silent.</param>
    public static async Task<IReadOnlyList<IMediaReader>> OpenStereoAsync(
        string path, MediaChoice choice, TimeProvider time, CancellationToken cancellationToken)
    {
        var (channels, track) = await CountChannelsAsync(path, choice, time, cancellationToken);
        if (channels != Stereo)
        {
            throw new MediaReadException($"It has {channels} channel{(channels == 1 ? "" : "s")}; only stereo can be split.");
        }

        choice = choice with { Track = track + 1 };
        var left = await OpenChannelAsync(path, choice, 0, time, cancellationToken);
        try
        {
            return [left, await OpenChannelAsync(path, choice, 1, time, cancellationToken)];
        }
        catch
        {
            await left.DisposeAsync();
            throw;
        }
    }

    private static async Task<(int Channels, int Track)> CountChannelsAsync(
        string path, MediaChoice choice, TimeProvider time, CancellationToken cancellationToken)
    {
        var stream = OpenStream(path);
        if (!stream.CanSeek)
        {
            await stream.DisposeAsync();
            throw new MediaReadException("It is a pipe, which can be read only once; to split it, save it as a file first.");
        }

        await using var wav = await TryOpenWavAsync(stream, choice, channel: null, cancellationToken);
        return wav is null ? await FfmpegProbe.CountChannelsAsync(path, choice, time, cancellationToken) : (wav.Header.Format.Channels, 0);
    }

    private static async Task<IMediaReader> OpenChannelAsync(
        string path, MediaChoice choice, int channel, TimeProvider time, CancellationToken cancellationToken) =>
        await TryOpenWavAsync(OpenStream(path), choice, channel, cancellationToken)
        ?? (IMediaReader)FfmpegDecoder.Start(path, choice, time, channel);

    /// <returns>Null where it is not for us to read; the stream is closed then.</returns>
    private static async Task<WavReader?> TryOpenWavAsync(
        FileStream stream, MediaChoice choice, int? channel, CancellationToken cancellationToken)
    {
        if (choice.Track > 1)
        {
            await stream.DisposeAsync();
            return null; // ffmpeg says that there is no such track
        }

        try
        {
            return await WavReader.OpenAsync(stream, cancellationToken, channel);
        }
        catch (WavFormatException)
        {
            return null;
        }
    }

    private static FileStream OpenStream(string path)
    {
        try
        {
            return new FileStream(path, new FileStreamOptions
            {
                Options = FileOptions.SequentialScan,
                BufferSize = 0,
                Share = FileShare.ReadWrite | FileShare.Delete,
            });
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new MediaReadException("There is no such file.", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new MediaReadException(Directory.Exists(path) ? "It is a folder." : "It may not be read (permissions).", e);
        }
        catch (IOException e)
        {
            throw new MediaReadException(PathText.Hide(e.Message), e);
        }
    }
}
