using LiveCaptions.Server.Commands.Doctor;
using LiveCaptions.Server.Import.Links;

namespace LiveCaptions.Server.Tests.Commands.Doctor;

public sealed class ToolVersionTests
{
    [Theory]
    [InlineData("ffmpeg version 5.1.9-0+deb12u1 Copyright (c) 2000-2026 the FFmpeg developers", "5.1.10")]
    [InlineData("ffmpeg version 5.1.6-0+deb12u3 Copyright (c) 2000-2024 the FFmpeg developers", "5.1.10")]
    [InlineData("ffmpeg version 5.1 Copyright (c) 2000-2022", "5.1.10")]
    [InlineData("ffmpeg version n7.1.4 Copyright (c) 2000-2025", "7.1.5")]
    [InlineData("ffmpeg version 8.1.1-static Copyright (c) 2000-2025", "8.1.2")]
    [InlineData("ffmpeg version 4.4.2-0ubuntu0.22.04.1 Copyright (c) 2000-2021", "no releases any more")]
    [InlineData("ffmpeg version 8.0.1 Copyright (c) 2000-2025", "no releases any more")]
    public void Ffmpeg_with_known_holes_is_named_with_what_to_get(string said, string advice) =>
        Assert.Contains(advice, FfmpegHoles.Find(said), StringComparison.Ordinal);

    [Theory]
    [InlineData("ffmpeg version 5.1.10-0+deb12u1 Copyright (c) 2000-2026 the FFmpeg developers")]
    [InlineData("ffmpeg version 5.1.9-0+deb12u2 Copyright (c) 2000-2026 the FFmpeg developers")]
    [InlineData("ffmpeg version 7.1.5-0+deb13u1 Copyright (c) 2000-2026 the FFmpeg developers")]
    [InlineData("ffmpeg version 8.1.2 Copyright (c) 2000-2026")]
    [InlineData("ffmpeg version 9.0 Copyright (c) 2000-2027")]
    [InlineData("ffmpeg version N-121000-g0123456789 Copyright (c) 2000-2026")]
    [InlineData("")]
    public void Ffmpeg_that_is_mended_or_unknown_is_not(string said) => Assert.Null(FfmpegHoles.Find(said));

    [Theory]
    [InlineData("2023.03.04", "goes to ftp:// by itself")]
    [InlineData("2023.03.04", "Update it")]
    [InlineData("2023.10.13", "Update it")]
    [InlineData("2025.11.28", "LIVECAPTIONS_Import__YtDlp")]
    [InlineData("2025.11.29", null)]
    [InlineData("2026.11.12.232912", null)]
    [InlineData("yt-dlp of somebody", null)]
    [InlineData("", null)]
    public void Yt_dlp_that_is_older_than_a_year_is_said_to_be_with_what_to_do(string said, string? advice)
    {
        var fault = YtDlpVersion.FindFault(said, new DateTimeOffset(2026, 11, 29, 0, 0, 0, TimeSpan.Zero));
        Assert.Equal(advice is null, fault is null);
        Assert.Contains(advice ?? "", fault ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fault_of_a_tool_is_a_note_and_no_error()
    {
        var finding = await Tool.FindAsync("sh", "-c", "runs things", required: true, CancellationToken.None, said => $"says '{said}'");
        Assert.Equal(FindingState.Note, finding.State);
        Assert.Equal(" says ''", finding.Detail);
    }

    [Fact]
    public async Task Tool_that_is_missing_is_an_error_only_where_it_is_needed()
    {
        Assert.Equal(
            FindingState.Missing, (await Tool.FindAsync("no-such-tool", "-v", "does it", required: true, CancellationToken.None)).State);
        Assert.Equal(
            FindingState.Note, (await Tool.FindAsync("no-such-tool", "-v", "does it", required: false, CancellationToken.None)).State);
    }
}
