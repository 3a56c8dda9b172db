import { useRoadmap } from '../../panelContext.ts';
import { Fold } from '../../parts/fold.tsx';
import { Paragraphs } from '../../parts/lines.tsx';
import { ResourceList } from '../../parts/resourceList.tsx';

/** Readings for those who want more. They count in no total. */
export function Shelf() {
  const { roadmap } = useRoadmap();
  const count = roadmap.shelf.reduce((sum, { resources }) => sum + resources.length, 0);
  return (
    <>
      <p>For when you want more. It counts in no total.</p>
      <Fold name="shelf" title={`Show the optional reading (${count})`}>
        {roadmap.shelf.map(({ title, intro, resources }) => (
          <div key={title}>
            <h3>{title}</h3>
            <Paragraphs lines={intro} />
            <ResourceList entries={resources.map((resource) => ({ resource }))} label={title} />
          </div>
        ))}
      </Fold>
    </>
  );
}
