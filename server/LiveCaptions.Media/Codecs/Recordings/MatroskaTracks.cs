using System.Text;

namespace LiveCaptions.Media.Codecs.Recordings;

/// <summary>What a recording's Tracks element says of its sound.</summary>
/// <param name="Number">Of the first track with Opus.</param>
/// <param name="PreSkip">Samples, 48,000 a second.</param>
/// <param name="HasOthers">There is more sound.</param>
internal sealed record MatroskaTracks(ulong Number, int PreSkip, bool HasOthers)
{
    private const int Audio = 2;
    private const int MaxName = 40;
    private const ulong MaxDelay = 1_000_000_000;

    /// <exception cref="RecordingException">No track has Opus, or it is encrypted.</exception>
    public static MatroskaTracks Read(ReadOnlySpan<byte> tracks)
    {
        Entry? found = null;
        var (sounds, other) = (0, "no sound");
        while (Ebml.TryReadChild(ref tracks, out var id, out var data))
        {
            if (id == MatroskaId.TrackEntry && Entry.Read(data) is { Type: Audio } entry)
            {
                sounds++;
                found ??= entry.Codec == "A_OPUS" ? entry : null;
                other = entry.Codec;
            }
        }

        if (found is null || found.IsEncoded)
        {
            var what = found is null ? other : "encrypted sound";
            throw new RecordingException(
                RecordingException.NoOpus, $"The recording has {what} and no Opus: ask MediaRecorder for audio/webm;codecs=opus.");
        }

        return new MatroskaTracks(found.Number, found.PreSkip, sounds > 1);
    }

    private sealed record Entry(ulong Number, int Type, string Codec, int PreSkip, bool IsEncoded)
    {
        public static Entry Read(ReadOnlySpan<byte> entry)
        {
            var read = new Entry(0, 0, "unnamed sound", 0, IsEncoded: false);
            while (Ebml.TryReadChild(ref entry, out var id, out var data))
            {
                read = id switch
                {
                    MatroskaId.TrackNumber => read with { Number = Ebml.Unsigned(data) },
                    MatroskaId.TrackType => read with { Type = (int)Math.Min(Ebml.Unsigned(data), byte.MaxValue) },
                    MatroskaId.CodecId => read with { Codec = NameIn(data) },
                    MatroskaId.CodecDelay => read with { PreSkip = (int)(Math.Min(Ebml.Unsigned(data), MaxDelay) * 48 / 1_000_000) },
                    MatroskaId.ContentEncodings => read with { IsEncoded = true },
                    _ => read,
                };
            }

            return read;
        }

        private static string NameIn(ReadOnlySpan<byte> data) =>
            string.Concat(Encoding.ASCII.GetString(data[..Math.Min(data.Length, MaxName)])
                .Where(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '/' or '-'));
    }
}
