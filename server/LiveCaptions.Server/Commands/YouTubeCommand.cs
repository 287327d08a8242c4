using System.CommandLine;
using LiveCaptions.Server.Outgoing;
using LiveCaptions.Server.Publishing.Quota;
using LiveCaptions.Server.Publishing.YouTube;
using LiveCaptions.Server.Storage;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Commands;

/// <summary><c>youtube</c>: connects channels, also while the server runs.</summary>
public static class YouTubeCommand
{
    /// <param name="settings">What the environment says; a test's own otherwise.</param>
    public static Command Create(TimeProvider time, Func<YouTubeOptions>? settings = null)
    {
        var accounts = new AccountCommands(time, settings ?? (() => DataOptions.Settings<YouTubeOptions>("YouTube")));
        return new("youtube", "Connects YouTube channels that captions can go to")
        {
            Login(accounts, time), Channels(accounts), Logout(accounts)
        };
    }

    private static Command Login(AccountCommands accountsOf, TimeProvider time)
    {
        var port = new Option<int>("--port") { Description = "Port on this machine that the browser comes back to (default: any)" };
        var hint = new Option<string?>("--hint") { Description = "Google account to suggest", HelpName = "ACCOUNT" };
        var command = new Command("login", "Connects a channel: prints an address where its owner consents in a browser of this machine")
        {
            port,
            hint
        };
        accountsOf.Run(command, async (result, accounts, stop) =>
        {
            using var loopback = LoopbackSignIn.Listen(result.GetValue(port), time);
            var pending = accounts.Begin(loopback.Address, result.GetValue(hint));
            await result.InvocationConfiguration.Output.WriteLineAsync(
                $"Open this address in a browser of this machine, and consent as the channel's owner:\n\n{pending.Consent}\n");
            var channel = await accounts.CompleteAsync(pending, await loopback.CodeAsync(pending.State, stop), stop);
            await result.InvocationConfiguration.Output.WriteLineAsync($"Connected: {channel.Title} ({channel.Id})");
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Channels(AccountCommands accountsOf)
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

    private static Command Logout(AccountCommands accountsOf)
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

    /// <summary>Commands that work with the accounts.</summary>
    private sealed class AccountCommands(TimeProvider time, Func<YouTubeOptions> settings)
    {
        public void Run(Command command, Func<ParseResult, YouTubeAccounts, CancellationToken, Task<int>> run)
        {
            var data = DataOptions.Data();
            command.Add(data);
            command.Add(CommonOptions.Verbose());
            command.SetAction(async (result, cancellationToken) =>
            {
                using var database = await DataOptions.OpenAsync(result.GetValue(data), cancellationToken);
                var options = Options.Create(settings());
                using var connections = new YouTubeConnections(
                    options, Options.Create(DataOptions.Settings<OutgoingOptions>("Outgoing")), new OwnAddresses());
                var accounts = new YouTubeAccounts(
                    new YouTubeChannelStore(database),
                    new QuotaLedger(new QuotaStore(database), options, time), connections, options, time);
                return await run(result, accounts, cancellationToken);
            });
        }
    }
}
