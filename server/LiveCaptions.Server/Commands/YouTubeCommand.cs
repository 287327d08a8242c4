using System.CommandLine;
using LiveCaptions.Server.Publishing.YouTube;

namespace LiveCaptions.Server.Commands;

/// <summary><c>youtube</c>: connects channels, also while the server runs.</summary>
public static class YouTubeCommand
{
    /// <param name="settings">What the environment says; a test's own otherwise.</param>
    /// <param name="input">Where a person types; the console otherwise.</param>
    public static Command Create(TimeProvider time, Func<YouTubeOptions>? settings = null, TextReader? input = null)
    {
        var accounts = new YouTubeAccountCommands(time, settings ?? (() => DataOptions.Settings<YouTubeOptions>("YouTube")));
        return new("youtube", "Connects YouTube channels that captions can go to")
        {
            YouTubeLogin.Create(accounts, time, input ?? Console.In), Channels(accounts), Logout(accounts)
        };
    }

    private static Command Channels(YouTubeAccountCommands accountsOf)
    {
        var command = new Command("channels", "Lists the connected channels");
        accountsOf.Run(command, async (result, accounts, _) =>
        {
            foreach (var channel in await accounts.ListAsync())
            {
                await result.InvocationConfiguration.Output.WriteLineAsync($"{channel.Id}  "
                    + $"{channel.Title}{(channel.Token.Length == 0 ? "  (connect it again: its sign-in cannot be decrypted)" : "")}");
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Logout(YouTubeAccountCommands accountsOf)
    {
        var name = new Argument<string>("CHANNEL") { Description = "Id or title, as youtube channels names it" };
        var command = new Command("logout", "Disconnects a channel, here and at Google") { name };
        accountsOf.Run(command, async (result, accounts, stop) =>
        {
            if (await accounts.ForgetAsync(result.GetRequiredValue(name), stop))
            {
                return ExitCodes.Done;
            }

            await result.InvocationConfiguration.Error.WriteLineAsync(
                $"livecaptions youtube logout: there is no channel '{result.GetRequiredValue(name)}'; see livecaptions youtube channels");
            return ExitCodes.Failed;
        });
        return command;
    }
}
