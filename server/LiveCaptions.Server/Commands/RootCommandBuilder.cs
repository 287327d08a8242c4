using System.CommandLine;
using System.CommandLine.Help;
using LiveCaptions.Server.Commands.Transcribe.Cache;
using LiveCaptions.Server.Import.Links;
using LiveCaptions.Server.Models;

namespace LiveCaptions.Server.Commands;

/// <summary>The command line: one file per verb.</summary>
public static class RootCommandBuilder
{
    // No RootCommand: that calls itself after the executable, and people type ./livecaptions.
    public static Command Build() => new("livecaptions", "Real-time captions for speech, on your own machine.")
    {
        new HelpOption { Recursive = true },
        new VersionOption(),
        ServeCommand.Create(),
        KeysCommand.Create(TimeProvider.System),
        TranscribeCommand.Create(FetchedEngine.LoadAsync, TimeProvider.System, YtDlp.Named, cache: CacheOptions.FromEnvironment),
        ConvertCommand.Create(),
        UploadCommand.Create(TimeProvider.System),
        UploadsCommand.Create(TimeProvider.System),
        MetadataCommand.Create(TimeProvider.System),
        CaptionReportCommand.Create(TimeProvider.System),
        YouTubeCommand.Create(TimeProvider.System),
        ModelsCommand.Create(),
        DoctorCommand.Create(),
        BenchNotice.Create(),
    };
}
