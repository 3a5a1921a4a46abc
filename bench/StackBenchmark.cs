namespace Bench;

internal static class StackBenchmark
{
    public static Task Run() => Task.CompletedTask;
}
