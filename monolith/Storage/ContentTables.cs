using Microsoft.EntityFrameworkCore;
using Monolith.Roadmaps;
using Monolith.Statistics;

namespace Monolith.Storage;

internal static class ContentTables
{
    public static void MapContent(this ModelBuilder model)
    {
        model.Entity<Roadmap>(roadmap =>
        {
            roadmap.HasKey(r => r.Slug);
            roadmap.Ignore(r => r.Lessons);
            roadmap.Property(r => r.Status).HasConversion<string>();
            roadmap.HasMany(r => r.Stages).WithOne().HasForeignKey(s => s.Roadmap);
            roadmap.HasMany<RoadmapWord>().WithOne().HasForeignKey(w => w.Roadmap);
        });

        model.Entity<Stage>(stage =>
        {
            stage.HasKey(s => new { s.Roadmap, s.Position });
            stage.HasMany(s => s.Lessons).WithOne().HasForeignKey(l => new { l.Roadmap, l.Stage });
        });

        model.Entity<Lesson>(lesson =>
        {
            lesson.HasKey(l => new { l.Roadmap, l.Slug });
            lesson.Property(l => l.Position);
            lesson.HasMany(l => l.Resources).WithOne().HasForeignKey(r => new { r.Roadmap, r.Lesson });
        });

        model.Entity<Resource>().ToTable("Resources").HasKey(r => new { r.Roadmap, r.Lesson, r.Position });
        model.Entity<RoadmapWord>().HasKey(word => new { word.Roadmap, word.Word });
        model.Entity<RoadmapWord>().HasIndex(word => new { word.Word, word.Roadmap });

        model.Entity<Fact>().HasKey(fact => new { fact.Roadmap, fact.Name, fact.Learner });
        model.Entity<FactCount>().HasKey(counted => new { counted.Roadmap, counted.Name });
    }
}
