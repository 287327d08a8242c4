using LiveCaptions.Captions.Text;
using LiveCaptions.Server.Access;
using LiveCaptions.Server.Profiles;
using LiveCaptions.Server.Refusals;
using LiveCaptions.Server.Retention;
using LiveCaptions.Server.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LiveCaptions.Server.Api;

/// <summary><c>/api/profiles</c>: named voices, made of a session's speaker when somebody asks for it.</summary>
public static class ProfileEndpoints
{
    private const int MaxName = 100;
    private const int MaxProfiles = 1_000;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/profiles", CreateAsync).RequireScope(KeyScope.Admin)
            .WithSummary("Keeps the voice of a session's speaker, encrypted, under a name; ask the person first");
        api.MapGet("/profiles", ListAsync).RequireScope(KeyScope.Admin).WithSummary("Voice profiles, oldest first");
        api.MapGet("/profiles/{id}", GetAsync).RequireScope(KeyScope.Admin).WithSummary("One voice profile");
        api.MapDelete("/profiles/{id}", DeleteAsync).RequireScope(KeyScope.Admin).WithSummary("Deletes a voice profile for good");
        api.MapPost("/profiles/{id}/verify", VerifyAsync).RequireScope(KeyScope.Admin)
            .WithSummary("Whether a session's speaker is the one of a voice profile");
    }

    private static async Task<Results<Created<ProfileView>, ProblemHttpResult>> CreateAsync(
        HttpContext context, ProfileRequest request, SpeakerVoices voices, VoiceProfiles profiles, ProfileStore store)
    {
        if (CaptionText.Clean(request.Name ?? "") is not { Length: > 0 and <= MaxName } name)
        {
            return Problems.Of(400, "name_invalid", $"name has 1 to {MaxName} characters.");
        }

        var (voice, seconds, fault) = await voices.FindAsync(request.SessionId, request.SpeakerId, context);
        if (voice is null)
        {
            return fault!;
        }

        if (await store.CountAsync() >= MaxProfiles)
        {
            return Problems.Of(409, "too_many_profiles", $"There are {MaxProfiles} voice profiles already. Delete one first.");
        }

        var row = await profiles.CreateAsync(name, voice, seconds);
        return TypedResults.Created($"/api/profiles/{row.Id}", ProfileView.From(row));
    }

    private static async Task<Ok<List<ProfileView>>> ListAsync(ProfileStore store) =>
        TypedResults.Ok((await store.ListAsync()).ConvertAll(ProfileView.From));

    private static async Task<Results<Ok<ProfileView>, ProblemHttpResult>> GetAsync(string id, ProfileStore store) =>
        await store.FindAsync(id) is { } row ? TypedResults.Ok(ProfileView.From(row)) : NoProfile(id);

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(string id, VoiceProfiles profiles, DatabaseUpkeep upkeep)
    {
        if (!await profiles.DeleteAsync(id))
        {
            return NoProfile(id);
        }

        await upkeep.RewriteIfSmallAsync();
        return TypedResults.NoContent();
    }

    private static async Task<Results<Ok<Verification>, ProblemHttpResult>> VerifyAsync(
        HttpContext context, string id, VerifyRequest request, SpeakerVoices voices, VoiceProfiles profiles, ProfileStore store)
    {
        if (await store.FindAsync(id) is not { } profile)
        {
            return NoProfile(id);
        }

        var (voice, _, fault) = await voices.FindAsync(request.SessionId, request.SpeakerId, context);
        if (voice is null)
        {
            return fault!;
        }

        if (voice.Space != profile.Space)
        {
            return Problems.Of(
                409, "profile_of_another_model",
                $"The profile was made with the speaker model '{profile.Space}', this server runs '{voice.Space}'. Make it anew.");
        }

        return profiles.Compare(profile, voice) is { } match
            ? TypedResults.Ok(new Verification(match.IsMatch, Math.Round(match.Confidence, 3), Math.Round(match.Score, 3)))
            : Problems.Of(
                409, "profile_unreadable",
                "The profile cannot be decrypted: bring back the data folder's secret-keys, or delete the profile and make it anew.");
    }

    private static ProblemHttpResult NoProfile(string id) =>
        Problems.Of(404, "profile_not_found", $"There is no voice profile '{CaptionText.Shown(id)}'.");
}
