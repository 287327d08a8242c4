using System.CommandLine;
using LiveCaptions.Captions.Text;
using LiveCaptions.Server.Publishing.YouTube;
using LiveCaptions.Server.Storage;
using Microsoft.AspNetCore.WebUtilities;

namespace LiveCaptions.Server.Commands;

/// <summary><c>youtube login</c>: by a browser of this machine, of another one, or by a code that is typed on another device.</summary>
internal static class YouTubeLogin
{
    /// <summary>Where nobody listens: the browser shows that it cannot be reached, with the code in its address line.</summary>
    private static readonly Uri Nowhere = new("http://127.0.0.1:1/");

    /// <param name="input">Where a person types.</param>
    public static Command Create(YouTubeAccountCommands accountsOf, TimeProvider time, TextReader input)
    {
        var port = new Option<int>("--port") { Description = "Port on this machine that the browser comes back to (default: any)" };
        var hint = new Option<string?>("--hint") { Description = "Google account to suggest", HelpName = "ACCOUNT" };
        var client = new Option<string?>("--client")
        {
            Description = "Google project by which, where the settings name several",
            HelpName = "NAME"
        };
        var device = new Option<bool>("--device") { Description = "By a code that is typed on another device, where Google allows that" };
        var paste = new Option<bool>("--paste") { Description = "By a browser of any machine: paste the address where it ends here" };
        var command = new Command("login", "Connects a channel: prints an address where its owner consents in a browser of this machine")
        {
            port, hint, client, device, paste,
        };
        accountsOf.Run(command, async (result, accounts, keep, stop) =>
        {
            var output = result.InvocationConfiguration.Output;
            var ask = (Hint: result.GetValue(hint), Client: result.GetValue(client));
            var channel = result.GetValue(device) ? await ByDeviceAsync(accounts, ask.Client, output, stop)
                : result.GetValue(paste) ? await ByPasteAsync(accounts, ask, input, output, stop)
                : await ByBrowserAsync(accounts, ask, result.GetValue(port), output, time, stop);
            await keep(channel);
            await output.WriteLineAsync($"Connected: {channel.Title} ({channel.Id})");
            return ExitCodes.Done;
        });
        return command;
    }

    private static async Task<YouTubeChannelRow> ByBrowserAsync(
        YouTubeAccounts accounts, (string? Hint, string? Client) ask, int port, TextWriter output, TimeProvider time,
        CancellationToken stop)
    {
        using var loopback = LoopbackSignIn.Listen(port, time);
        var pending = accounts.Begin(loopback.Address, ask.Hint, ask.Client);
        await output.WriteLineAsync(
            $"Open this address in a browser of this machine, and consent as the channel's owner:\n\n{pending.Consent.AbsoluteUri}\n");
        return await accounts.CompleteAsync(pending, await loopback.CodeAsync(pending.State, stop), stop);
    }

    private static async Task<YouTubeChannelRow> ByPasteAsync(
        YouTubeAccounts accounts, (string? Hint, string? Client) ask, TextReader input, TextWriter output, CancellationToken stop)
    {
        var pending = accounts.Begin(Nowhere, ask.Hint, ask.Client);
        await output.WriteLineAsync(
            $"Open this address in any browser, and consent as the channel's owner:\n\n{pending.Consent.AbsoluteUri}\n\n"
            + "It ends at a page that cannot be shown. Paste the address of that page here:");
        var pasted = (await input.ReadLineAsync(stop))?.Trim() ?? "";
        var query = QueryHelpers.ParseQuery(pasted.IndexOf('?', StringComparison.Ordinal) is >= 0 and var at ? pasted[at..] : "");
        if (query.GetValueOrDefault("error").ToString() is { Length: > 0 } error)
        {
            throw new IOException($"The consent was not given: {CaptionText.Shown(error)}.");
        }

        return query.GetValueOrDefault("state") == pending.State && query.GetValueOrDefault("code").ToString() is { Length: > 0 } code
            ? await accounts.CompleteAsync(pending, code, stop)
            : throw new IOException(
                "That is not the address where this sign-in ends: it begins with http://127.0.0.1:1/ and has a code in it. Begin again.");
    }

    private static async Task<YouTubeChannelRow> ByDeviceAsync(
        YouTubeAccounts accounts, string? client, TextWriter output, CancellationToken stop)
    {
        var code = await accounts.BeginDeviceAsync(client, stop);
        await output.WriteLineAsync(
            $"Open {code.Place} on any device, type {CaptionText.Shown(code.UserCode)}, and consent as the channel's owner.");
        return await accounts.CompleteAsync(code, stop);
    }
}
