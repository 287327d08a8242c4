using Microsoft.Extensions.Hosting;
using LiveCaptions.EndToEnd.Host;

// A server process of its own, for tests that kill it: DATA-FOLDER. Says its address when it takes publishers.
await using var app = ToneServer.Build(dataDirectory: args[0]);
Console.WriteLine(await ToneServer.StartAsync(app));
await app.WaitForShutdownAsync();
