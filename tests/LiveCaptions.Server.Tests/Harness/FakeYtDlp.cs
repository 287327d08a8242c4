namespace LiveCaptions.Server.Tests.Harness;

/// <summary>A program that takes yt-dlp's arguments and does as a test wants.</summary>
internal sealed class FakeYtDlp : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("livecaptions-yt-dlp-");

    /// <param name="media">What its downloads give.</param>
    /// <param name="info">What it says about a page.</param>
    /// <param name="failures">Lines on stderr of its first downloads, which then fail.</param>
    public FakeYtDlp(byte[] media, string info, params string[] failures)
    {
        File.WriteAllBytes(At("media"), media);
        File.WriteAllText(At("info"), info);
        foreach (var (failure, number) in failures.Select((failure, i) => (failure, i)))
        {
            File.WriteAllText(At($"failure{number}"), failure);
        }

        Version = "2999.12.31";
        Browsers = "";
        Download = """echo " 10.0%"; echo " 100.0%"; cp media "$out" """;
        File.WriteAllText(Program, $$"""
            #!/bin/sh
            cd "{{_folder.FullName}}"
            case " $* " in
                *" --version "*) cat version; exit 0;;
                *" --list-impersonate-targets "*) cat browsers; [ -s browsers ]; exit;;
            esac
            echo "$*" >> calls
            env > environment
            case " $* " in *" --dump-single-json "*) cat info; exit 0;; esac
            number=$(cat count 2>/dev/null || echo 0)
            echo $((number + 1)) > count
            if [ -f failure$number ]; then echo "WARNING: it is late" >&2; cat failure$number >&2; exit 1; fi
            while [ $# -gt 0 ]; do
                if [ "$1" = "-o" ]; then out=$(echo "$2" | sed 's/%(ext)s/webm/'); fi
                shift
            done
            . ./download
            """);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    public string Program => At("yt-dlp");

    /// <summary>What it says of its age.</summary>
    public string Version
    {
        init => File.WriteAllText(At("version"), value);
    }

    /// <summary>What it says that it can pass for; empty: it does not know the question.</summary>
    public string Browsers
    {
        init => File.WriteAllText(At("browsers"), value);
    }

    /// <summary>What it does to bring a medium to <c>$out</c>, in shell.</summary>
    public string Download
    {
        init => File.WriteAllText(At("download"), value);
    }

    /// <summary>Variables of its last run.</summary>
    public string Environment => Left("environment");

    public string Left(string name) => File.ReadAllText(At(name));

    public bool Has(string name) => File.Exists(At(name));

    /// <summary>The arguments of its runs.</summary>
    public string[] Calls => File.ReadAllLines(At("calls"));

    public void Dispose() => _folder.Delete(recursive: true);

    private string At(string name) => Path.Combine(_folder.FullName, name);
}
