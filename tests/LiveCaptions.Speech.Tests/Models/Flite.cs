using System.ComponentModel;
using System.Diagnostics;

namespace LiveCaptions.Speech.Tests.Models;

/// <summary>Speech made on the spot, so that the tests need no recordings (http://cmuflite.org).</summary>
internal static class Flite
{
    public static async Task<float[]> SayAsync(string text)
    {
        var path = Path.Combine(Path.GetTempPath(), $"livecaptions-{Guid.NewGuid():N}.wav");
        try
        {
            using var flite = Start("-voice", "slt", "-t", text, "-o", path);
            await flite.WaitForExitAsync();
            Assert.Equal(0, flite.ExitCode);
            return await Audio.ReadAsync(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static Process Start(params string[] arguments)
    {
        try
        {
            return Process.Start("flite", arguments);
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException(
                "These tests speak with flite, which is not installed. Install it with: apt-get install flite", e);
        }
    }
}
