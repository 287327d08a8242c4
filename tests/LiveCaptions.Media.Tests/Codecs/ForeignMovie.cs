using System.Buffers.Binary;
using System.Text;

namespace LiveCaptions.Media.Tests.Codecs;

/// <summary>
/// A QuickTime film that holds no sound but says in which other file it is (the data reference of its track is an alias).
/// </summary>
internal static class ForeignMovie
{
    private static readonly string[] Around = ["moov", "trak", "mdia", "minf", "dinf", "dref"];

    /// <param name="film">A film with one track, whose table of contents is at its end.</param>
    /// <param name="other">Name of the film itself, beside the new one.</param>
    public static byte[] Of(byte[] film, string other)
    {
        var (at, end, alias) = (0, film.Length, Alias(other));
        var places = new List<int>();
        foreach (var box in Around)
        {
            at = Find(film, at, end, box);
            end = at + Size(film, at);
            places.Add(at);
            at += box == "dref" ? 16 : 8;
        }

        // In place of the one reference there is, which says "in here"; every box around it grows.
        byte[] made = [.. film[..at], .. alias, .. film[end..]];
        foreach (var place in places)
        {
            BinaryPrimitives.WriteInt32BigEndian(made.AsSpan(place), Size(film, place) + alias.Length - (end - at));
        }

        return made;
    }

    private static int Size(byte[] film, int at) => BinaryPrimitives.ReadInt32BigEndian(film.AsSpan(at));

    private static int Find(byte[] film, int at, int end, string box)
    {
        for (; at < end; at += Size(film, at))
        {
            if (Encoding.ASCII.GetString(film, at + 4, 4) == box)
            {
                return at;
            }
        }

        throw new InvalidDataException($"There is no {box}.");
    }

    /// <summary>A Macintosh alias record with the file's name as its absolute path, one level up from itself and one down.</summary>
    private static byte[] Alias(string other)
    {
        byte[] name = [.. Encoding.ASCII.GetBytes($"/{other}"), .. new byte[(other.Length + 1) % 2]];
        byte[] record =
        [
            .. "alis"u8, 0, 0, 0, 0, .. new byte[10], 0, .. new byte[27], .. new byte[12],
            0, .. new byte[63], .. new byte[16], 0, 1, 0, 1, .. new byte[16],
            0, 2, 0, (byte)name.Length, .. name, 0xFF, 0xFF, 0, 0,
        ];
        var size = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(size, record.Length + 4);
        return [.. size, .. record];
    }
}
