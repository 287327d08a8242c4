using System.Security.Cryptography;
using LiveCaptions.Server.Storage;
using LiveCaptions.Speech.Diarization;

namespace LiveCaptions.Server.Profiles;

/// <summary>Named voices: made when somebody asks for one, never otherwise.</summary>
public sealed partial class VoiceProfiles(ProfileStore store, ProfileVault vault, TimeProvider time, ILogger<VoiceProfiles> logger)
{
    /// <param name="seconds">Of speech that the voice is made of.</param>
    public async Task<ProfileRow> CreateAsync(string name, MeanVoice voice, double seconds)
    {
        var id = $"p{RandomNumberGenerator.GetHexString(12, lowercase: true)}";
        var row = new ProfileRow
        {
            Id = id,
            Name = name,
            Space = voice.Space,
            CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds()),
            Seconds = Math.Round(seconds, 3),
            Protected = vault.Protect(id, voice.Vector),
        };
        await store.AddAsync(row);
        LogCreated(logger, id, row.Seconds);
        return row;
    }

    /// <returns>False when there is none.</returns>
    public async Task<bool> DeleteAsync(string id)
    {
        var deleted = await store.DeleteAsync(id);
        if (deleted)
        {
            LogDeleted(logger, id);
        }

        return deleted;
    }

    /// <returns>How a voice compares with a profile of its space; null when the profile cannot be decrypted.</returns>
    public VoiceMatch? Compare(ProfileRow profile, MeanVoice voice)
    {
        if (vault.Unprotect(profile.Id, profile.Protected) is { } vector)
        {
            return new VoiceMatch(new MeanVoice(profile.Space, vector).Alike(voice));
        }

        LogUnreadable(logger, profile.Id);
        return null;
    }

    /// <summary>The name that a voice clearly has. Several profiles of one name are one person's.</summary>
    /// <returns>Null where no profile matches, or a second one nearly as well.</returns>
    public async Task<(string Name, VoiceMatch Match)?> FindNameAsync(MeanVoice voice)
    {
        var names = (await store.ListAsync(voice.Space))
            .Select(profile => (profile.Name, Match: Compare(profile, voice)))
            .Where(compared => compared.Match is not null)
            .GroupBy(compared => compared.Name, compared => compared.Match!, StringComparer.Ordinal)
            .Select(named => (Name: named.Key, Match: named.MaxBy(match => match.Score)!))
            .OrderByDescending(named => named.Match.Score)
            .Take(2)
            .ToList();
        var isClear = names is [{ Match.IsMatch: true }, ..]
            && (names.Count == 1 || names[0].Match.Score - names[1].Match.Score >= VoiceMatch.Margin);
        return isClear ? names[0] : null;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Voice profile {Profile} made of {Seconds:F1} s of speech")]
    private static partial void LogCreated(ILogger logger, string profile, double seconds);

    [LoggerMessage(Level = LogLevel.Information, Message = "Voice profile {Profile} deleted")]
    private static partial void LogDeleted(ILogger logger, string profile);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Voice profile {Profile} cannot be decrypted: bring back the data folder's secret-keys, or delete the profile")]
    private static partial void LogUnreadable(ILogger logger, string profile);
}
