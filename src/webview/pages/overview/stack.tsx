import { useRoadmap } from '../../panelContext.ts';

/** What the road is paved with. */
export function Stack() {
  const { roadmap } = useRoadmap();
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">For</th>
          <th scope="col">Technology</th>
        </tr>
      </thead>
      <tbody>
        {roadmap.stack.map(({ category, technology }) => (
          <tr key={`${category} ${technology}`}>
            <th scope="row">{category}</th>
            <td>{technology}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
