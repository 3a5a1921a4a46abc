using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Stack.Control;

namespace Stack.Moving;

/// <summary>The stack that another runner has started, commanded through its control endpoint.</summary>
internal sealed class RunningStack : IDisposable
{
    private readonly HttpClient http;

    private RunningStack(ControlFile control)
    {
        // A broker that is installed first takes its time.
        http = new HttpClient { BaseAddress = new Uri(control.Url), Timeout = TimeSpan.FromMinutes(10) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", control.Token);
        Gateway = control.Gateway;
    }

    public string Gateway { get; }

    /// <summary>The monolith's stack of that folder.</summary>
    /// <exception cref="StackException">None runs, or one of another shape.</exception>
    public static RunningStack In(string folder)
    {
        if (ControlFile.Of(StateFolder.Of(Shape.Monolith, folder)) is { } control)
        {
            return new(control);
        }

        throw new StackException(ControlFile.Of(folder) is null
            ? $"No stack runs from {folder}. Start one whose modules can move:\n"
              + "  dotnet run --project stack -- --shape monolith"
            : $"The stack that runs from {folder} has the shape microservices: its modules have left long ago.\n"
              + "To watch them leave, start the monolith: dotnet run --project stack -- --shape monolith --port 0");
    }

    /// <summary>What has to run, and doesn't, before the module can go either way.</summary>
    public async Task<IReadOnlyList<ProcessView>> NeededBy(string module, CancellationToken cancellation)
    {
        string[] needed = ["rabbitmq", .. module == "content" ? ["mongodb"] : Array.Empty<string>(), module];
        var all = await Processes(cancellation);

        return
        [
            .. from name in needed
               from process in all
               where process.Name == name && process.State != "ready"
               select process
        ];
    }

    /// <summary>Starts a process and waits until it is ready.</summary>
    /// <exception cref="StackException">It died, and how.</exception>
    public async Task Start(ProcessView process, CancellationToken cancellation)
    {
        using var answer = await http.PostAsync($"/processes/{process.Name}/start", null, cancellation);
        if (!answer.IsSuccessStatusCode)
        {
            var problem = await answer.Content.ReadFromJsonAsync<JsonNode>(cancellation);
            throw new StackException((string?)problem?["detail"] ?? $"{process.Name} could not be started.");
        }
    }

    /// <summary>A line for each process that has died.</summary>
    public async Task<string> WhatDied()
    {
        try
        {
            var died = (await Processes(CancellationToken.None)).Where(process => process.State == "died");
            return string.Concat(died.Select(process => $"{process.Name} died: the runner's terminal shows its last words.\n"));
        }
        catch (StackException)
        {
            return "";
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<List<ProcessView>> Processes(CancellationToken cancellation)
    {
        try
        {
            return (await http.GetFromJsonAsync<List<ProcessView>>("/processes", cancellation))!;
        }
        catch (HttpRequestException error) when (error.InnerException is SocketException)
        {
            throw new StackException("The stack's runner has ended. Start it again: dotnet run --project stack -- --shape monolith");
        }
    }
}
