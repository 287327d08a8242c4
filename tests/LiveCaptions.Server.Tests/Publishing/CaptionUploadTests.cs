using System.Text;
using LiveCaptions.FakeYouTube;
using LiveCaptions.Server.Publishing.Quota;
using LiveCaptions.Server.Publishing.YouTube;
using Microsoft.Extensions.Time.Testing;

namespace LiveCaptions.Server.Tests.Publishing;

/// <summary>One caption track on its way, against a faithful fake.</summary>
public sealed class CaptionUploadTests
{
    private const string Corrected = "WEBVTT\n\n00:01.000 --> 00:02.000\nBetter words\n";

    [Fact]
    public async Task Track_is_inserted_with_its_language_name_and_draft_for_400_units()
    {
        await using var desk = await YouTubeDesk.StartAsync();
        var before = desk.Spent;

        var id = await desk.UploadAsync(new(), language: "de-CH", name: "Untertitel", isDraft: true);

        var track = Assert.Single(desk.Fake.Tracks);
        Assert.Equal((id, "de-CH", "Untertitel", true, YouTubeDesk.Vtt), (track.Id,
            track.Language, track.Name, track.IsDraft, Encoding.UTF8.GetString(track.Content)));
        Assert.Equal(400, desk.Spent - before);
    }

    [Fact]
    public async Task Known_track_is_updated()
    {
        await using var desk = await YouTubeDesk.StartAsync();
        var progress = new YouTubeDesk.Progress();
        var id = await desk.UploadAsync(progress);
        var before = desk.Spent;

        Assert.Equal(id, await desk.UploadAsync(progress, Corrected));

        Assert.Equal((Corrected, 2), Content(desk));
        Assert.Equal(450, desk.Spent - before);
    }

    [Fact]
    public async Task Track_that_another_program_made_is_found_and_updated()
    {
        await using var desk = await YouTubeDesk.StartAsync();
        var there = desk.Fake.AddTrack(YouTubeDesk.Video, "en", "", "WEBVTT\n"u8.ToArray());
        desk.Fake.AddTrack(YouTubeDesk.Video, "en", "Another", "WEBVTT\n"u8.ToArray());
        var before = desk.Spent;

        Assert.Equal(there.Id, await desk.UploadAsync(new()));

        Assert.Equal(YouTubeDesk.Vtt, Encoding.UTF8.GetString(desk.Fake.Tracks.Single(track => track.Id == there.Id).Content));
        Assert.Equal(400 + 50 + 450, desk.Spent - before);
    }

    [Fact]
    public async Task Track_that_was_deleted_meanwhile_is_inserted_anew()
    {
        await using var desk = await YouTubeDesk.StartAsync();
        var progress = new YouTubeDesk.Progress();
        var id = await desk.UploadAsync(progress);
        using (var client = await desk.OpenAsync())
        {
            await client.DeleteCaptionAsync(id, TestContext.Current.CancellationToken);
        }

        Assert.NotEqual(id, await desk.UploadAsync(progress, Corrected));
        Assert.Equal((Corrected, 1), Content(desk));
    }

    [Theory]
    [InlineData("captions.insert", FakeFault.ServerError, 800)]
    [InlineData("captions.insert", FakeFault.TooMany, 400)]
    [InlineData("captions.insert", FakeFault.BrokenLine, 800)]
    [InlineData("captions.insert", FakeFault.LostReply, 800)]
    [InlineData("upload", FakeFault.ServerError, 400)]
    [InlineData("upload", FakeFault.TooMany, 400)]
    [InlineData("upload", FakeFault.BrokenLine, 400)]
    [InlineData("upload", FakeFault.LostReply, 400)]
    [InlineData("upload", FakeFault.ExpiredUpload, 850)]
    public async Task Whatever_happens_to_a_request_the_track_is_there_once_and_the_ledger_counts_as_YouTube_does(
        string call, FakeFault fault, int units)
    {
        await using var desk = await YouTubeDesk.StartAsync();
        var (progress, before) = (new YouTubeDesk.Progress(), desk.Spent);
        desk.Fake.FailNext(call, fault);

        await UntilDoneAsync(desk, progress);

        Assert.Equal((YouTubeDesk.Vtt, 1), Content(desk));
        Assert.Equal(units, desk.Spent - before);
        Assert.Equal(desk.Spent, (await desk.Ledger.ReadAsync(desk.Settings.Project)).Spent);
    }

    [Fact]
    public async Task Broken_upload_goes_on_with_the_bytes_that_are_missing_and_costs_nothing_more()
    {
        await using var desk = await YouTubeDesk.StartAsync();
        var progress = new YouTubeDesk.Progress { DiesAt = 2 };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => desk.UploadAsync(progress));
        Assert.NotNull(progress.Now.Address);
        var before = desk.Spent;

        // The file had arrived; only what came of it was not stored.
        await desk.UploadAsync(progress);

        Assert.Equal((YouTubeDesk.Vtt, 1), Content(desk));
        Assert.Equal(before, desk.Spent);
    }

    [Fact]
    public async Task Upload_that_expired_after_it_had_arrived_is_looked_for_before_anything_is_inserted()
    {
        await using var desk = await YouTubeDesk.StartAsync();
        var progress = new YouTubeDesk.Progress { DiesAt = 2 };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => desk.UploadAsync(progress));
        desk.Fake.ExpireUploads();
        var before = desk.Spent;

        await desk.UploadAsync(progress);

        Assert.Equal((YouTubeDesk.Vtt, 1), Content(desk));
        Assert.Equal(50, desk.Spent - before);
    }

    [Fact]
    public async Task Captions_that_changed_since_the_upload_began_are_those_that_arrive()
    {
        await using var desk = await YouTubeDesk.StartAsync();
        var progress = new YouTubeDesk.Progress { DiesAt = 2 };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => desk.UploadAsync(progress));

        await desk.UploadAsync(progress, Corrected);

        Assert.Equal((Corrected, 2), Content(desk));
    }

    [Fact]
    public async Task Refusals_are_not_tried_again()
    {
        await using var desk = await YouTubeDesk.StartAsync();

        var tooLong = await Assert.ThrowsAsync<YouTubeException>(() => desk.UploadAsync(new(), name: new string('x', 151)));
        Assert.Equal(YouTubeFaultKind.Refused, tooLong.Fault.Kind);
        Assert.Contains("nameTooLong", tooLong.Message, StringComparison.Ordinal);
        Assert.Equal(1, desk.Fake.Calls["captions.insert"]);
    }

    [Fact]
    public async Task Consent_that_was_taken_back_asks_for_a_new_sign_in_and_costs_nothing()
    {
        await using var desk = await YouTubeDesk.StartAsync();
        desk.Fake.Revoke(YouTubeDesk.Channel);
        var before = desk.Spent;

        var refused = await Assert.ThrowsAsync<YouTubeException>(() => desk.UploadAsync(new()));

        Assert.Equal(YouTubeFaultKind.SignIn, refused.Fault.Kind);
        Assert.Contains("youtube login", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, (await desk.Ledger.ReadAsync(desk.Settings.Project)).Spent);
    }

    [Fact]
    public async Task Access_token_that_ran_out_is_renewed_in_passing()
    {
        await using var desk = await YouTubeDesk.StartAsync();
        var progress = new YouTubeDesk.Progress();
        await desk.UploadAsync(progress);
        desk.Fake.ExpireAccessTokens();

        await desk.UploadAsync(progress, Corrected);

        Assert.Equal((Corrected, 2), Content(desk));
        Assert.Equal(desk.Spent, (await desk.Ledger.ReadAsync(desk.Settings.Project)).Spent);
    }

    [Fact]
    public async Task Near_the_end_of_the_quota_nothing_is_inserted_on_the_off_chance()
    {
        await using var desk = await YouTubeDesk.StartAsync(options: new FakeOptions { DailyQuota = 1 + 520 });
        desk.Fake.AddTrack(YouTubeDesk.Video, "en", "", "WEBVTT\n"u8.ToArray());

        await desk.UploadAsync(new());

        Assert.Equal(YouTubeDesk.Vtt, Encoding.UTF8.GetString(Assert.Single(desk.Fake.Tracks).Content));
        Assert.False(desk.Fake.Calls.ContainsKey("captions.insert"));
        await Assert.ThrowsAsync<QuotaSpentException>(() => desk.UploadAsync(new(), language: "de"));
        Assert.Equal(501, desk.Spent);
    }

    [Fact]
    public async Task Quota_that_others_spent_ends_the_day_though_the_ledger_has_units_left()
    {
        await using var desk = await YouTubeDesk.StartAsync(new FakeTimeProvider(DateTimeOffset.Parse("2026-11-30T20:00:00Z")));
        Assert.True(desk.Fake.Spend(desk.Settings.Project, 9_900));

        var spent = await Assert.ThrowsAsync<YouTubeException>(() => desk.UploadAsync(new()));
        Assert.Equal(YouTubeFaultKind.QuotaSpent, spent.Fault.Kind);
        Assert.Equal((0, 1), ((await desk.Ledger.ReadAsync(desk.Settings.Project)).Remaining,
            (await desk.Ledger.ReadAsync(desk.Settings.Project)).Spent));

        ((FakeTimeProvider)desk.Time).Advance(TimeSpan.FromHours(12));
        await desk.UploadAsync(new());
        Assert.Single(desk.Fake.Tracks);
    }

    /// <summary>As the job does: again, as long as it may pass.</summary>
    private static async Task UntilDoneAsync(YouTubeDesk desk, YouTubeDesk.Progress progress)
    {
        for (var attempt = 0; attempt < 5; attempt++)
        {
            try
            {
                await desk.UploadAsync(progress);
                return;
            }
            catch (YouTubeException exception) when (exception.Fault.Kind == YouTubeFaultKind.Passing)
            {
                // Again.
            }
        }

        Assert.Fail("It was not done in five attempts.");
    }

    private static (string Text, int Writes) Content(YouTubeDesk desk)
    {
        var track = Assert.Single(desk.Fake.Tracks);
        return (Encoding.UTF8.GetString(track.Content), track.Writes);
    }
}
