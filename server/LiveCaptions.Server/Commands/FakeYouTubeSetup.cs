using LiveCaptions.FakeYouTube;

namespace LiveCaptions.Server.Commands;

/// <summary><c>serve --fake-youtube</c>: a YouTube in this process, where nothing is real.</summary>
internal static class FakeYouTubeSetup
{
    /// <summary>Starts it, with two channels, and points the settings at it.</summary>
    public static async Task<YouTubeFake> StartAsync(Dictionary<string, string?> settings)
    {
        var fake = await YouTubeFake.StartAsync(new FakeOptions { KnowsEveryVideo = true }, TimeProvider.System);
        fake.AddChannel("UCfakefakefakefakefakefa", "Fake channel");
        fake.AddChannel("UCfakefakefakefakefakefb", "Another fake channel");
        (settings["YouTube:Address"], settings["YouTube:ClientId"], settings["YouTube:ClientSecret"]) = (fake.Address.AbsoluteUri,
            fake.Options.ClientId, fake.Options.ClientSecret);
        return fake;
    }

    public static void Tell(YouTubeFake? fake, TextWriter output)
    {
        if (fake is not null)
        {
            output.WriteLine("  YouTube      a fake one: every video id of 11 characters is known, nothing leaves this machine. "
                + "For commands beside this server:");
            output.WriteLine($"               export LIVECAPTIONS_YouTube__Address={fake.Address} "
                + $"LIVECAPTIONS_YouTube__ClientId={fake.Options.ClientId} LIVECAPTIONS_YouTube__ClientSecret={fake.Options.ClientSecret}");
        }
    }
}
