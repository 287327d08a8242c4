namespace LiveCaptions.Server.Tests.Translation;

/// <summary>A program in the place of Apertium's, with one pair beside it, from English into Spanish.</summary>
internal sealed class FakeApertium : IDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("livecaptions-apertium-");

    /// <param name="script">What it does, for the shell.</param>
    public FakeApertium(string script)
    {
        var modes = _home.CreateSubdirectory(Path.Combine("share", "apertium", "modes"));
        File.WriteAllText(Path.Combine(modes.FullName, "eng-spa.mode"), "");
        Program = Path.Combine(_home.CreateSubdirectory("bin").FullName, "apertium");
        File.WriteAllText(Program, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
    }

    public string Program { get; }

    public void Dispose() => _home.Delete(recursive: true);
}
