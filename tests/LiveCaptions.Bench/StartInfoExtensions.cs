using System.Diagnostics;

namespace LiveCaptions.Bench;

internal static class StartInfoExtensions
{
    public static ProcessStartInfo With(this ProcessStartInfo start, string variable, string value)
    {
        start.Environment[variable] = value;
        return start;
    }
}
